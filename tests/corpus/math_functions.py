# compiled: work, ints, safe_log
"""Functions of math in loops: values, errors and types."""

import math


def work(x):
    return math.sqrt(x) + math.sin(x) * math.cos(x) + math.exp(-x) + math.log(x + 1) + math.atan2(x, 2) + math.fabs(-x)


def ints(n):
    return math.floor(n / 3), math.ceil(n / 3), math.gcd(n, 12), math.isqrt(n), math.trunc(n * 0.7), math.comb(n % 10, 3), math.hypot(n, 1)


def safe_log(values):
    total = 0.0
    bad = 0
    for value in values:
        if value > 0:
            total += math.log(value)
        else:
            bad += 1
    return total, bad


total = 0.0
for i in range(1000):
    total += work(i * 0.5)
    result = ints(i)
print(repr(total), result, safe_log([1, 2.5, 0, -1, 2 ** 100] * 100), work(True), work(2 ** 60))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.floor(float("nan")), lambda: math.sqrt("x"),
          lambda: math.gcd(1.5, 2), lambda: work(-1), lambda: math.factorial(-1), lambda: math.sqrt(10 ** 400)):
    try:
        f()
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
