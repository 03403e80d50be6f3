# compiled: scaled, merge
"""Optional arguments: None for a long time, then something, then None again."""


def scaled(x, factor=None):
    if factor is None:
        return x
    return x * factor


def merge(items, into=None):
    if into is None:
        into = []
    for item in items:
        into.append(item)
    return into


total = 0
for i in range(3000):
    total += scaled(i)
    if i % 1000 == 999:
        total += scaled(i, 2) + scaled(i, 0.5)
print(total, scaled("ab", 2), scaled(None))
kept = [0]
for i in range(800):
    result = merge((i, i + 1))
    merge((i,), kept)
print(result, len(kept), merge("ab", merge("c")))
