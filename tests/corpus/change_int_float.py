# compiled: total, poly, sum_poly
"""A hot loop specialised on ints meets floats, and one specialised on floats meets ints."""


def total(values):
    result = 0
    for value in values:
        result += value * 2 - 1
    return result


def poly(x):
    return 3 * x * x - 2 * x + 1


def sum_poly(n, start, step):
    x = start
    result = 0
    for _ in range(n):
        result += poly(x)
        x += step
    return result


print(total(range(2000)), total([0.5] * 2000), total(range(2000)), total([1, 2.5] * 500))
print(sum_poly(1500, 0, 1), sum_poly(1500, 0.0, 0.5), sum_poly(1500, 0, 0.25), sum_poly(100, 2 ** 61, 1), sum_poly(10, True, True))
for i in range(2000):
    result = poly(i if i % 100 else i + 0.5)
print(result, poly(1j), poly(2 ** 40))
