# compiled: power, horner, squares
"""** of ints: sizes, negative exponents, zero, modular with pow, and in a loop."""


def power(a, b):
    return a ** b


def horner(coefficients, x):
    result = 0
    for c in coefficients:
        result = result * x + c
    return result


def squares(n):
    total = 0
    for i in range(n):
        total += i ** 2 - i ** 3 + 2 ** (i % 10)
    return total


for turn in range(20):
    rows = [[power(a, b) for b in (0, 1, 2, 3, 31, 62, 63, 64)] for a in (0, 1, -1, 2, -2, 3, 10, -10, 2 ** 32)]
print(rows)
print([power(a, b) for a in (2, -2, 10, 0.5, -0.5, 4) for b in (-1, -2, 0.5, 1.5)], squares(2000))
print(horner(range(30), 3), horner([1.5, 2], 0.1), horner([1] * 50, -2))
for a, b in ((0, -1), (0.0, -1), (-8, 1 / 3), (10.0, 400), (2, "x")):
    try:
        print(power(a, b))
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
