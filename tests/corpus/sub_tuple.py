# compiled: get
"""Loads from tuples and named tuples; stores that fail."""

from collections import namedtuple

Point = namedtuple("Point", "x y")


def get(items, i):
    return items[i]


def put(items, i, value):
    items[i] = value


items = tuple(range(60))
total = 0
for turn in range(30):
    for i in range(-60, 60):
        total += get(items, i)
print(total, get(items, True), get(Point(1, 2), 1), get(Point(1.5, "y"), -1), get(items, slice(2, 5)))
for i in (60, -61, 2 ** 64, 0.0, "x", None):
    try:
        get(items, i)
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    put(items, 0, 1)
except TypeError as error:
    print(error)
