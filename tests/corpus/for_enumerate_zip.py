# compiled: weighted, weighted_from, dot, three, backwards
"""enumerate, zip, reversed and sorted in loops."""


def weighted(items):
    total = 0
    for i, item in enumerate(items):
        total += i * item
    return total


def weighted_from(items, start):
    total = 0
    for i, item in enumerate(items, start):
        total += i * item
    return total


def dot(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
    return total


def three(a, b, c):
    out = []
    for triple in zip(a, b, c):
        out.append(triple)
    return out


def backwards(items):
    text = ""
    for item in reversed(items):
        text += str(item)
    return text


print(weighted(range(2000)), weighted([0.5] * 2000), weighted_from([1] * 1000, 2 ** 62))
print(dot(range(2000), range(1000)), dot([1.5] * 1000, range(1000)), dot([], [1]))
print(three("ab", [1, 2, 3], (None, True))[:3], backwards([1, 2.5, "x"] * 100)[:20])
kept = three(range(1000), range(1000), range(1000))
print(kept[0], kept[500], kept[-1])
