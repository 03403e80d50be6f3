# compiled: combine
"""One function through phases of types, each long enough to be compiled for, then mixed."""


def combine(a, b):
    c = a + b
    d = c * 2
    if d > a:
        return d - b
    return c


PHASES = [(1, 2), (0.5, 1.5), (2 ** 62, 2 ** 62), (1, 0.5), (True, False), (2 ** 80, 1), (-1, -2.5)]
for a, b in PHASES:
    for i in range(600):
        result = combine(a, b)
    print(a, b, result)
for i in range(2100):
    a, b = PHASES[i % 7]
    result = combine(a, b)
print(result)
for a, b in (("a", "b"), ([1], [2]), (None, 1)):
    try:
        print(combine(a, b))
    except TypeError as error:
        print(error)
print(combine({1}.__len__(), 2))
