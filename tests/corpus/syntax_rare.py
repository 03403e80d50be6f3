# compiled: walrus, chained, starred, annotated, nothing, chained_compare
"""Rarer syntax in hot functions: walrus, chained assignment, starred targets, else clauses, lambdas with defaults."""


def walrus(items):
    total = 0
    while (n := len(items)) > 0:
        if (x := items.pop()) % 2:
            total += x * n
    return total


def chained(n):
    a = b = c = 0
    for i in range(n):
        a = b = i
        c += a is b
        (a, b), c = (b, a), c + 1
    return a, b, c


def starred(rows):
    total = 0
    for first, *rest in rows:
        total += first * len(rest)
    for *start, last in rows:
        total += last
    return total


def conditional(n):
    return [("odd" if i % 2 else "four" if i % 4 == 0 else "even") for i in range(n)]


def annotated(x: int, y: "float" = 2) -> float:
    z: int = x * 2
    w: float
    w = z + y
    return w


def nothing():
    pass


def chained_compare(x):
    return 0 <= x < 10 != x, 1 < x < 5 < x, (x > 3) is (x > 2) is True


total = 0
for i in range(600):
    total += walrus(list(range(i % 10))) + annotated(i) + (nothing() is None) + sum(chained_compare(i))
print(total, chained(1000), starred([(1, 2, 3), [4, 5], "a" and (6,)] * 100), conditional(9), annotated(0.5, 1))
print((lambda x, *y, z=3, **w: (x, y, z, w))(1, 2, z=4, k=5), [(lambda: i)() for i in range(3)])
