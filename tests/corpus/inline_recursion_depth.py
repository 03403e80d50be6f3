# compiled: leaf, step, dive, find_limit
"""The recursion limit counts inlined and elided calls as well (rule 18)."""

import sys


def leaf(n):
    return n + 1


def step(n):
    return leaf(n) + leaf(n)


def dive(n, depth):
    if depth == 0:
        return step(n)
    return dive(step(n) % 7, depth - 1)


def find_limit():
    low = 1
    while True:
        try:
            dive(1, low)
        except RecursionError:
            return low
        low += 1


for _ in range(50):
    dive(1, 20)
sys.setrecursionlimit(150)
first = find_limit()
print(first, find_limit() == first)
sys.setrecursionlimit(220)
print(find_limit() - first)
