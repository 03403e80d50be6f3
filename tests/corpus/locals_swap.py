# compiled: rotate
"""Locals assigned, swapped and rotated."""


def rotate(n):
    a, b, c, d = 1, 2.5, "x", None
    for i in range(n):
        a, b = b, a
        a, b, c = c, a, b
        d, c = c, d
    return a, b, c, d


for n in (0, 1, 2, 3, 999, 1000, 3001):
    print(n, rotate(n))
