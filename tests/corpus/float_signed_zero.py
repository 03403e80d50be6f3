# compiled: work, sum_up, sum_int_start
# hot: work
"""Signed zeros and infinities through arithmetic, loops and formatting (semantics rule 38)."""

from math import copysign, inf


def work(x, y):
    return x * y, x + y, x - y, -x, 0 - x, x * 0, abs(x), x ** 2


def sum_up(values):
    total = -0.0
    for value in values:
        total += value
    return total


def sum_int_start(values):
    total = 0
    for value in values:
        total += value
    return total


for _ in range(500):
    result = work(-0.0, 5.0), work(0.0, -3), work(inf, -0.0), work(-inf, 1), work(0, -0.0)
print(*result, sep="\n")
print(sum_up([-0.0] * 100), sum_int_start([-0.0] * 100), sum_up([]), sum_up([0.0]), -0.0 == 0.0)
print(copysign(1, sum_up([-0.0])), [copysign(1, x) for x in (0.0 * -1, -0.0 + 0, 0.0 - 0, -(0.0))])
print(1e308 * 10, -1e308 * 10, 1e308 * 10 - 1e308 * 10, 5e-324 / 2, inf // 1, -7.5 // 2, -7.5 % 2, 7.5 % -2, -0.0 % 3)
