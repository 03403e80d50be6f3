# compiled: sums, walk
"""A loop variable that changes its type in the middle: int, float, str, big int, None."""


def sums(values):
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def walk(n):
    x = 1
    kinds = []
    for i in range(n):
        if i == 1000:
            x = 0.5
        elif i == 2000:
            x = 2 ** 70
        elif i == 2500:
            x = True
        x = x + 1
        if i % 500 == 0 or i in (999, 1000, 1001, 1999, 2000, 2001, 2499, 2500, 2501):
            kinds.append((i, type(x).__name__, x))
    return kinds


for line in walk(3000):
    print(*line)
print(sums(list(range(2000))), sums([0.5] * 2000), sums([1] * 1500 + [0.25] * 5), sums(["a", "b"] * 10))
print(sums([2 ** 62] * 4), sums([True] * 5), sums([(1,), (2,)]), sums([[1], [2]]))
