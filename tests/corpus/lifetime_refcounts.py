# compiled: count_local, loop, keep, fail
# hot: loop
"""sys.getrefcount seen from hot code and after it (semantics rule 56)."""

import sys


def count_local(x):
    y = x
    z = [y, y]
    return sys.getrefcount(x), sys.getrefcount(z)


def loop(x, n):
    total = 0
    for i in range(n):
        y = x
        total += sys.getrefcount(y)
    return total


def keep(items, x):
    items.append(x)
    return sys.getrefcount(x)


def fail(x):
    y = [x, x]
    return x.nothing + y


class Thing:
    pass


thing = Thing()
before = sys.getrefcount(thing)
for i in range(600):
    result = count_local(thing)
    kept = []
    keep(kept, thing)
    try:
        fail(thing)
    except AttributeError:
        pass
del kept
print(result, loop(thing, 600), sys.getrefcount(thing) - before, keep([], thing) - before)
numbers = [1000.5 + i for i in range(5)]
for _ in range(300):
    total = sum(loop(number, 2) for number in numbers)
print(total, [sys.getrefcount(number) for number in numbers])
