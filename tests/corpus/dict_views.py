# compiled: common, items_match, largest
"""keys, items and values as sets and in membership tests within loops."""


def common(a, b):
    count = 0
    for key in a:
        if key in b:
            count += 1
    return count


def items_match(a, b):
    count = 0
    for key, value in a.items():
        if b.get(key) == value:
            count += 1
        if (key, value) in b.items():
            count += 1000
    return count


def largest(d):
    best = None
    for key, value in d.items():
        if best is None or value > d[best]:
            best = key
    return best


a = {i: i % 10 for i in range(500)}
b = {i * 2: i % 10 for i in range(500)}
for _ in range(20):
    result = common(a, b), items_match(a, b), largest(a), len(a.keys() & b.keys()), len(a.items() | b.items())
print(result, largest({}), sorted(a.keys() - b.keys())[:3])
view = a.values()
del a[0]
print(len(view), common(a, b), largest({"x": 1.5, "y": 2, "z": 2.0}))
try:
    largest({"x": 1, "y": "z"})
except TypeError as error:
    print(error)
