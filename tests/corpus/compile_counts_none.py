# compiled: plain, count
"""Compiled code does not hold references to None: sys.getrefcount(None), by which tests find leaks, is the
same before and after a function became hot."""
import sys


def plain(value):
    kept = value
    if kept == -1:
        return None


def count():
    plain(1)
    before = sys.getrefcount(None)
    for i in range(6000):
        plain(i)
    return sys.getrefcount(None) - before


print(count(), count())
