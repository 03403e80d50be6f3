# compiled: get
"""Loads from dicts: keys of every type, missing keys, __missing__, dict subclasses."""

from collections import defaultdict, OrderedDict, Counter


def get(d, key):
    return d[key]


class Default(dict):
    def __missing__(self, key):
        return "missing", key


d = {i: i * 2 for i in range(500)}
d.update({"a": 1, 1.5: 2, (1, 2): 3, None: 4, True: 5, 2 ** 70: 6, b"x": 7})
total = 0
for turn in range(6):
    for i in range(500):
        total += get(d, i)
print(total)
for key in ("a", 1.5, (1, 2), None, True, 1, 1.0, 2 ** 70, b"x", 0.0, -0.0):
    print(key, get(d, key))
for key in (1000, "b", (1, 3), 2.5, [1], {}, slice(1), (), ((1, 2), 3)):
    try:
        print(get(d, key))
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error, error.args)
print(get(Default(x=1), "x"), get(Default(), "y"), get(defaultdict(list), 3), get(Counter("aab"), "z"))
print(get(OrderedDict(k=5), "k"))
