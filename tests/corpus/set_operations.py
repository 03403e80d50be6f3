# compiled: distinct, toggles, algebra
"""Sets in hot code: add, discard, in, comprehension, operators; unhashable members."""


def distinct(items):
    seen = set()
    repeated = 0
    for item in items:
        if item in seen:
            repeated += 1
        else:
            seen.add(item)
    return len(seen), repeated


def toggles(n):
    s = set()
    for i in range(n):
        x = i * 31 % 97
        if x in s:
            s.discard(x)
        else:
            s.add(x)
    return len(s), sum(s)


def algebra(a, b):
    return len(a & b), len(a | b), len(a - b), len(a ^ b), a <= b, a == b, a.isdisjoint(b)


print(distinct([i % 50 for i in range(2000)]), distinct([1, 1.0, True, "1", 2 ** 70, float(2 ** 70)]), distinct("hello"), toggles(3000))
for i in range(500):
    result = algebra({1, 2, 3, i}, {2, 3, 4})
print(result, algebra(frozenset("ab"), set("bc")))
for bad in ([[]], [{}], [1, {2}]):
    try:
        distinct(bad)
    except TypeError as error:
        print(error)
