# compiled: build, move, update
"""Insertion order of dicts built, deleted from and updated in hot code; items while changing values."""


def build(n):
    d = {}
    for i in range(n):
        d[i * 7 % 13] = i
        if i % 5 == 4:
            d[i % 3] = -i
    return d


def move(d, keys):
    for key in keys:
        value = d.pop(key, None)
        d[key] = value
    return list(d)


def update(d):
    for key in d:
        d[key] = d[key] + key
    return d


for _ in range(100):
    result = update(build(60))
print(result, move(build(20), [3, 99, 5]), list(build(0)), list(reversed(build(10))))
