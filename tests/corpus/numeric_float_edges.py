# compiled: grow, mods, truncate, summation
"""Overflow to infinity, subnormals, huge powers, float // and % at their edges, int(float)."""

import math


def grow(x, k, n):
    for _ in range(n):
        x = x * k
    return x


def mods(a, b):
    return a % b, a // b


def truncate(x):
    return int(x), round(x), math.floor(x), math.ceil(x)


def summation(n):
    total = 0.0
    for i in range(1, n):
        total += 1 / i if i % 2 else -1 / i
    return total


print(grow(1.0, 10.0, 400), grow(1.0, 0.1, 400), grow(-1.0, 10, 309), grow(5e-324, 0.5, 1), summation(3000))
for a in (5.5, -5.5, 0.0, -0.0, 1e308, 5e-324, float("inf")):
    for b in (2.0, -2.0, 0.1, -1e-320, float("inf"), float("-inf"), 1e308):
        print(mods(a, b), end=" ")
    print()
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 1e18, 2.0 ** 63, -2.0 ** 63, 1e30, -0.0):
    print(truncate(x), end=" ")
print()
for x in (float("nan"), float("inf"), float("-inf")):
    try:
        truncate(x)
    except (ValueError, OverflowError) as error:
        print(error)
try:
    print(2.0 ** 10000)
except OverflowError as error:
    print(error)
