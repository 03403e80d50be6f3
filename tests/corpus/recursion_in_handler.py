# compiled: dive, told
"""Handling a RecursionError: headroom, the error's text (one level), and calls that still work."""

import sys


def dive(n):
    try:
        return dive(n + 1)
    except RecursionError:
        return n


def told(n):
    try:
        return told(n + 1)
    except RecursionError as error:
        return n, str(error)


def wide(n):
    return wide(n + 1) + wide(n + 2)


def small(n):
    return n + 1


sys.setrecursionlimit(250)
print(dive(0) > 200)
sys.setrecursionlimit(1000)
told(0), told(0)
before = told(0)[0]
print(before == told(0)[0], before - dive(0))
sys.setrecursionlimit(250)
for _ in range(20):
    try:
        wide(0)
    except RecursionError as error:
        text = str(error)
    total = sum(small(i) for i in range(50))
print(text, total)
