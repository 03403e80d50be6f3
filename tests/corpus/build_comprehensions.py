# compiled: squares, table, filtered, total, pairs
"""List, set and dict comprehensions and generator expressions, nested, with conditions, closures."""


def squares(n):
    return [i * i for i in range(n)]


def table(n):
    return [[i * j for j in range(n)] for i in range(n)]


def filtered(items, limit):
    return [x for x in items if x > limit and x % 2], {x % 7 for x in items}, {x: x * limit for x in items if x < 5}


def total(n):
    return sum(i * 0.5 for i in range(n) if i % 3)


def pairs(n):
    return [(a, b) for a in range(n) for b in range(a) if (a + b) % 5 == 0]


for _ in range(40):
    result = squares(50), table(8), filtered(range(30), 3), total(100), pairs(12)
print(result)
print(squares(3000)[-1], total(3000), [f() for f in [lambda: i for i in range(3)]])
try:
    filtered([1, "a"], 0)
except TypeError as error:
    print(error)
