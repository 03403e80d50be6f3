# compiled: total_keys, total_items, total_values, grow, replace
"""for over dicts, their keys, values and items; the dict changing its size."""


def total_keys(d):
    total = 0
    for key in d:
        total += key
    return total


def total_items(d):
    total = 0
    for key, value in d.items():
        total += key * value
    return total


def total_values(d):
    total = 0
    for value in d.values():
        total += value
    return total


def grow(d):
    for key in d:
        d[key + 100000] = key


def replace(d):
    for key in d:
        d[key] = -key
    return total_values(d)


d = {i: i % 7 for i in range(2000)}
print(total_keys(d), total_items(d), total_values(d), replace(d))
for f in (grow,):
    try:
        f(d)
    except RuntimeError as error:
        print(error)
print(len(d), total_keys({}), total_keys({1.5: 0, 2: 0}))
