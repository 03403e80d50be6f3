# compiled: deeper
"""Recursion through sum over a generator: as deep as on the stock interpreter, since sum itself is no level."""

import sys


def deeper(k):
    global deepest
    deepest = k
    return sum(deeper(k + 1) for _ in range(1))


def frames(n):
    if n == 0:
        k, frame = 0, sys._getframe()
        while frame:
            k, frame = k + 1, frame.f_back
        return k
    return sum(frames(n - 1) for _ in range(1))


for turn in range(6):
    try:
        deeper(0)
    except RecursionError as error:
        print(type(error).__name__, sys.getrecursionlimit() // 2 - deepest < 20, frames(40))
