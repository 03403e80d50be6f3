# compiled: dive
"""Handling a RecursionError: headroom, the error's text, and calls that still work."""

import sys


def dive(n):
    try:
        return dive(n + 1)
    except RecursionError:
        return n


def wide(n):
    return wide(n + 1) + wide(n + 2)


def small(n):
    return n + 1


sys.setrecursionlimit(250)
print(dive(0) > 200)
for _ in range(20):
    try:
        wide(0)
    except RecursionError as error:
        text = str(error)
    total = sum(small(i) for i in range(50))
print(text, total)
