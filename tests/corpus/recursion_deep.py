# compiled: down, build, measure
# hot: build, down
"""Recursion far deeper than the C stack would carry (semantics rule 19)."""

import sys

sys.setrecursionlimit(60000)


def down(n):
    if n == 0:
        return 0
    return 1 + down(n - 1)


def build(n):
    if n == 0:
        return None
    return (build(n - 1), n)


def measure(tree):
    if tree is None:
        return 0
    return 1 + measure(tree[0])


print(down(100), down(20000), down(50000))
tree = build(20000)
print(measure(tree))
while tree is not None:
    tree = tree[0]
try:
    down(70000)
except RecursionError as error:
    print(error)
print(down(1000))
