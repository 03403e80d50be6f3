# compiled: inner, middle, outer
"""Small callees worth inlining, which are then replaced, patched, or raise inside the caller."""

import traceback


def inner(x):
    return x * 2 + 1


def middle(x):
    return inner(x) - inner(x - 1)


def outer(n):
    total = 0
    for i in range(n):
        total += middle(i) + inner(i)
    return total


print(outer(1500))
saved = inner


def inner(x):
    return 0.5


print(outer(1500))
inner = lambda x: x if x < 700 else None
try:
    outer(1500)
except TypeError:
    print(traceback.format_exc())
inner = saved
print(outer(100))
saved.__code__ = (lambda x: x & 3).__code__
print(outer(1500))
saved.__code__ = (lambda x: 10 // (x - 900)).__code__
try:
    outer(1500)
except ZeroDivisionError:
    print("\n".join(traceback.format_exc().splitlines()[1:6]))
