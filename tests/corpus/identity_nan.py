# compiled: compare, find
"""NaN: equal to nothing, but found in containers by identity (semantics rule 38)."""

nan = float("nan")


def compare(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b, a is b


def find(items, x):
    return x in items, items.count(x)


def clamp(x, low, high):
    if x < low:
        return low
    if x > high:
        return high
    return x


for _ in range(800):
    result = compare(nan, nan), compare(1.0, nan), find([nan, 1.0], nan), find([nan], float("nan"))
print(result, clamp(nan, 0, 1) is nan, compare(nan, 2 ** 80), compare(2 ** 80, nan))
print(nan in {nan}, [nan] == [nan], (nan,) == (float("nan"),), {nan: 1}.get(nan), max(nan, 1.0), max(1.0, nan))
