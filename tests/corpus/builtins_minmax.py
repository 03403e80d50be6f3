# compiled: use, extremes
"""min, max, sum, any, all, abs, round, divmod, pow and len as known operations, then shadowed."""


def use(a, b):
    return min(a, b), max(a, b), abs(a - b), round(a * 0.37, 2), divmod(a, 7), pow(a, 2), sum((a, b)), any((a, b)), all((a, b))


def extremes(items):
    low, high = items[0], items[0]
    for item in items:
        low = min(low, item)
        high = max(high, item)
    return low, high


for i in range(600):
    result = use(i, 250)
print(result, use(0.5, 2), use(True, 2 ** 70), extremes(range(-500, 500)), extremes([0.5, 1, 2 ** 70, -1]), extremes("hello"))
nan = float("nan")
print(min(nan, 1), min(1, nan), max(nan, 1), max(0.0, -0.0), min(1, 1.0), max(1, 1.0), max(True, 1), min([3, 1, 2], default=0))
min = max
print(use(1, 2)[0], extremes([3, 1, 2]))
del min
print(use(1, 2)[0])
try:
    extremes([1, "a"])
except TypeError as error:
    print(error)
try:
    use(1, None)
except TypeError as error:
    print(error)
