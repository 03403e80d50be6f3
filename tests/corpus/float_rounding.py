# compiled: fused, dot, product_minus, kahan
"""No fused multiply-add and no reordering: results that would show it."""


def fused(n):
    total = 0.0
    worst = 0.0
    for i in range(1, n):
        x = 1.0 / i
        y = x * x - x * x
        worst += y
        total += x * i - 1.0
        total = total + 1e16 - 1e16
    return total, worst


def dot(a, b, c, d):
    return a * b + c * d


def product_minus(a):
    b = a * a
    return a * a - b, (a + 1e-9) * (a - 1e-9) - (b - 1e-18)


def kahan(values):
    total = compensation = 0.0
    for value in values:
        y = value - compensation
        t = total + y
        compensation = (t - total) - y
        total = t
    return total


print(fused(3000))
for i in range(1000):
    result = dot(0.1 * i, 0.2, -0.02, i), product_minus(1 / (i + 1))
print(result, kahan([0.1] * 3000), sum([0.1] * 3000), dot(1e308, 10, -1e308, 10), 0.1 + 0.2 + 0.3 == 0.3 + 0.2 + 0.1)
