# compiled: ints, floats, three, mixed, same_object, clamp, knapsack
# hot: ints, floats, mixed, knapsack
"""min and max of a few numbers: ties, not-a-numbers, zeros, other types, big ints, other functions of the name."""
import builtins


def ints(values, k):
    low, high = values[0], values[0]
    for value in values:
        low = min(low, value)
        high = max(high, value, k)
    return low, high


def floats(values):
    low = high = values[0]
    for value in values:
        low = min(low, value)
        high = max(value, high)
    return str(low), str(high)


def three(a, b, c):
    return min(a, b, c), max(a, b, c), min(c, b, a, b), max(c, b, a, c)


def mixed(values):
    best = 0
    for value in values:
        best = max(best, value)
    return repr(best)


def same_object(x, y):
    low, high = min(x, y), max(x, y)
    return low is x, low is y, high is x, high is y


def clamp(values, low, high):
    return [max(low, min(high, value)) for value in values]


def knapsack(n, room):
    best = [0] * (room + 1)
    for i in range(1, n + 1):
        weight, value = i % 7 + 1, i * 7 % 41
        for at in range(room, weight - 1, -1):
            best[at] = max(best[at], best[at - weight] + value)
    return best[room]


numbers = [(i * 37) % 101 - 50 for i in range(300)]
reals = [number / 4 for number in numbers]
for _ in range(400):
    ints(numbers, 3), floats(reals), three(1, 2, 3), mixed(numbers), clamp(numbers, -9, 9), knapsack(20, 40)
    same_object(1.5, 2.5)
nan = float("nan")
print(ints(numbers, 3), floats(reals), three(3, 1, 2), three(2, 2, 1), clamp(numbers, -9, 9)[:20], knapsack(20, 40))
print(floats([nan, 1.0, 2.0]), floats([1.0, nan, 0.5]), floats([0.0, -0.0]), floats([-0.0, 0.0]))
print(ints(numbers + [2**70, -2**80], 5), ints([True, False, 2], True), mixed([1, 2.5, 2, 2.5]), mixed([True]))
print(same_object(1e9, 1e10), same_object(1e10, 1e9), same_object(2.5, 2.5), same_object(10**9, 10**10))
for bad in "x", None, 1j:
    try:
        mixed([1, 2, bad])
    except TypeError as error:
        print(error)
old = builtins.max
builtins.max = lambda *values: sum(values)
print(three(3, 1, 2), mixed([1, 2, 3]))
builtins.max = old
print(three(3, 1, 2), mixed([1, 2, 3]))
