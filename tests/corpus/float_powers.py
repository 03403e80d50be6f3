# compiled: powers, length
"""Powers of floats: of zeros with their signs, and what leaves (zero to a negative power, negative bases)."""


def powers(values, exponents):
    out = []
    for a in values:
        for b in exponents:
            out.append(a ** b)
    return out


def length(points):
    total = 0.0
    for x, y in points:
        total += (x ** 2 + y ** 2) ** 0.5
    return total


for _ in range(60):
    result = powers([0.0, -0.0, 1.5, -2.0], [1.0, 2.0, 3.0, 0.0])
    total = length([(0.0, 3.0), (-0.0, 0.0), (4.0, 3.0)])
print(result, total)
for values, exponents in (([0.0], [-1.0]), ([-0.0], [-2.0]), ([-0.0], [float("inf"), 1e300, 0.5]),
                          ([0.0], [float("nan")]), ([-8.0], [1 / 3]), ([1e200], [2.0])):
    try:
        print(powers(values, exponents))
    except (ZeroDivisionError, OverflowError) as e:
        print(type(e).__name__, e)
