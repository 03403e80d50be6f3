# compiled: inverse, through, rescue, fall, sum_of
# hot: inverse, through
"""Exceptions through calls of compiled functions: tracebacks with lines and columns, handlers in the caller's caller,
chains, the recursion limit, and recursion that is deeper than the native stack (rules 5, 18, 19, 48, 49)."""

import sys
import traceback


def inverse(x):
    return 1000 // (x - 700)


def through(x):
    a = inverse(x) + inverse(x + 1)
    return (a +
            inverse(x + 2))


def rescue(n):
    total = caught = 0
    for i in range(n):
        try:
            total += through(i)
        except ZeroDivisionError:
            caught += 1
    return total, caught


def show(error):
    for frame, line in traceback.walk_tb(error.__traceback__):
        print("   ", frame.f_code.co_name, line - frame.f_code.co_firstlineno,
              sorted((k, v) for k, v in frame.f_locals.items() if isinstance(v, int)))
    text = "".join(traceback.format_exception(error))
    print("\n".join(line for line in text.splitlines() if "File" not in line))


print(rescue(5000))
for x in 698, 699, 700:
    try:
        through(x)
    except ZeroDivisionError as error:
        show(error)
try:
    through("x")
except TypeError as error:
    show(error)
try:
    try:
        through(700)
    except ZeroDivisionError:
        through(None)
except TypeError as error:
    print(repr(error.__context__), len(list(traceback.walk_tb(error.__context__.__traceback__))))
print(sys.exc_info())


# the recursion limit
def fall(n):
    return fall(n + 1) + 1


def sum_of(n):
    if n == 0:
        return 0
    return n + sum_of(n - 1)


def reach(n):
    try:
        return reach(n + 1)
    except RecursionError:
        return n, 0


print(sum(sum_of(k % 40) for k in range(3000)))
for _ in range(3):
    try:
        fall(0)
    except RecursionError as error:
        print(error, len(list(traceback.walk_tb(error.__traceback__))))
print(reach(0))
limit = sys.getrecursionlimit()
base = reach(0)[0]
for more in 1, 2, 37:
    sys.setrecursionlimit(limit + more)
    print(reach(0)[0] - base)
sys.setrecursionlimit(limit)
top = base - 9
while True:
    try:
        sum_of(top + 1)
    except RecursionError:
        break
    top += 1
print(top - base)

# deeper than the native stack
sys.setrecursionlimit(30_000)
print(sum_of(29_000))
try:
    fall(0)
except RecursionError as error:
    print(error)
sys.setrecursionlimit(limit)
print(reach(0)[0] - base, sum_of(100))
