# compiled: old, caller_name, loop, named
"""warnings with stacklevel, logging's caller and inspect from hot code (semantics rule 1)."""

import inspect
import sys
import warnings

warnings.simplefilter("always")
seen = []
warnings.showwarning = lambda message, category, filename, lineno, *rest: seen.append((str(message), lineno))


def old(i):
    if i % 400 == 0:
        warnings.warn(f"old {i}", DeprecationWarning, stacklevel=2)
    return i


def caller_name():
    return inspect.currentframe().f_back.f_code.co_name


def loop(n):
    total = 0
    for i in range(n):
        total += old(i)
        total += (
            old(-i))
    return total


def named(n):
    for i in range(n):
        name = caller_name()
    return name


print(loop(1201), seen, named(500))
