# compiled: use
"""Imports inside hot functions: cached, failing, from packages, star."""


def use(n):
    import math
    from operator import mul as times
    import os.path as path
    return math.sqrt(n) + times(n, 2) + len(path.join("a", "b"))


def missing(n):
    try:
        import no_such_module_at_all
    except ImportError as error:
        return error.name
    return no_such_module_at_all


def from_missing(n):
    from math import no_such_name
    return no_such_name


total = 0
for i in range(800):
    total += use(i)
print(round(total, 6), [missing(i) for i in range(5)][-1])
try:
    from_missing(1)
except ImportError as error:
    print(str(error).split(" (")[0])
