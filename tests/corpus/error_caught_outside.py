# compiled: Stop.__init__, check, loop, loop_to
"""Errors raised in hot code and caught by the caller, many times over."""


class Stop(Exception):
    def __init__(self, value):
        self.value = value


def check(i):
    if i % 3 == 0:
        raise Stop(i)
    if i % 5 == 0:
        return 1 // (i % 5)
    return i


def loop(n):
    caught = {}
    total = 0
    for i in range(n):
        try:
            total += check(i)
        except Stop as stop:
            total -= stop.value
            caught["stop"] = caught.get("stop", 0) + 1
        except ZeroDivisionError as error:
            caught[str(error)] = caught.get(str(error), 0) + 1
    return total, caught


print(loop(3000))


def reraise(n):
    try:
        return loop_to(n)
    except KeyError as error:
        raise ValueError("converted") from error


def loop_to(n):
    d = {i: i for i in range(1000)}
    total = 0
    for i in range(n):
        total += d[i]
    return total


print(reraise(1000))
try:
    reraise(1001)
except ValueError as error:
    print(error, repr(error.__cause__), error.__cause__.__traceback__.tb_next.tb_lineno)
