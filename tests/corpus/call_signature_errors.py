# compiled: target, loop, direct
"""Errors of argument binding, raised in hot loops, with the right line in the traceback."""

import traceback


def target(a, b, *, c=0):
    return a + b + c


def loop(n, arguments):
    total = 0
    for i in range(n):
        total += target(*arguments[i])
    return total


def direct(n):
    total = 0
    for i in range(n):
        total += target(i, 1)
        if i == 700:
            total += target(i)
    return total


print(loop(1000, [(i, 1) for i in range(1000)]))
for bad in ((), (1,), (1, 2, 3), (1, "x"), (None, None)):
    try:
        loop(600, [(i, 1) for i in range(500)] + [bad] * 100)
    except TypeError:
        print(traceback.format_exc().splitlines()[-1], traceback.extract_tb(__import__("sys").exc_info()[2])[-1].lineno)
try:
    direct(1000)
except TypeError:
    print(traceback.format_exc())
