# compiled: inner, middle
# hot: inner, middle
"""Tracebacks out of hot functions: lines, columns, nesting (semantics rule 5)."""

import traceback


def inner(a, b):
    x = a * 2
    return (x + 1) / (b - 5) + x


def middle(n, b):
    total = 0
    for i in range(n):
        total += inner(i,
                       b if i > 900 else 0)
    return total


def outer(b):
    return [middle(1000, b)][0]


print(outer(1))
for bad in (5, "x", None, [1]):
    try:
        outer(bad)
    except Exception:
        print(traceback.format_exc())
