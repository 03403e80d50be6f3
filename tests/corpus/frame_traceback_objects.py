# compiled: inner, outer, describe
"""Frames in tracebacks: their locals after the error, with the values of that moment."""

import sys


def inner(x, y):
    z = x + 1
    w = z * 2.5
    return w / y


def outer(n):
    total = 0
    for i in range(n):
        scale = i * 3
        total += inner(i, n - 1 - i)
    return total


def describe():
    tb = sys.exc_info()[2]
    lines = []
    while tb:
        code = tb.tb_frame.f_code
        if code.co_name != "<module>":
            lines.append((code.co_name, tb.tb_lineno - code.co_firstlineno, sorted(tb.tb_frame.f_locals.items())))
        tb = tb.tb_next
    return lines


for n in (10, 500, 501):
    try:
        outer(n)
    except ZeroDivisionError:
        print(*describe(), sep="\n")
