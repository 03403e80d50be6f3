# compiled: check, middle, guarded, nested, recursive, five, big, sums, traced, handled
"""Direct calls in try bodies: what they raise, give and let out (rule 1)."""

import sys


def check(n):
    if n % 5 == 0:
        raise ValueError(n)
    if n % 7 == 0:
        return float(n)
    return n * 2


def middle(n):
    return check(n) + 1


def guarded(n):
    total = 0
    for k in range(n):
        try:
            total += middle(k)
        except ValueError as error:
            total += error.args[0] * 3
        finally:
            total -= 1
    return total


def nested(n):
    try:
        try:
            value = check(n)
        except KeyError:
            return "never"
        return value
    except ValueError:
        return -n


def recursive(n):
    if n == 0:
        raise KeyError("bottom")
    try:
        return recursive(n - 1)
    except ValueError:
        return n


def five(n):
    try:
        return recursive(n)
    except KeyError as error:
        names = []
        entry = error.__traceback__
        while entry is not None:
            names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno,
                          sorted(entry.tb_frame.f_locals)))
            entry = entry.tb_next
        return names


def big(n):
    return n << 40 if n % 3 else n << 70


def sums(n):
    total = 0
    for k in range(n):
        try:
            total += big(k) & 0xFFFF_FFFF_FFFF
        except OverflowError:
            total = -1
    return total


def traced(n):
    try:
        if n == 0:
            sys.settrace(tracer)
            return 0
        return traced(n - 1) + middle(6)
    except ValueError:
        return -1


events = []


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno))
    return tracer


def handled(n):
    """A handler calls as well, with an exception being handled."""
    try:
        check(n)
    except ValueError:
        kind, value, _ = sys.exc_info()
        return kind.__name__, middle(value.args[0] + 1), sys.exc_info()[0].__name__
    return None


for turn in range(300):
    guarded(11)
    nested(turn)
    five(3)
    sums(9)
    handled(turn)

print(guarded(40), [nested(k) for k in range(12)])
print(five(5))
print(sums(50))
print(handled(5), handled(6), sys.exc_info())
sys.setrecursionlimit(sys.getrecursionlimit())
for turn in range(300):
    sys.settrace(None)
    events.clear()
    traced(4)
sys.settrace(None)
print(events)
