# compiled: Item.total, classify, count, rows, keys, flags
"""Enums, dataclasses and named tuples in hot code."""

import collections
import dataclasses
import enum


class Kind(enum.Enum):
    SMALL = 1
    LARGE = 2


class Flag(enum.Flag):
    A = 1
    B = 2


@dataclasses.dataclass
class Item:
    name: str
    price: float
    count: int = 1

    def total(self):
        return self.price * self.count


@dataclasses.dataclass(frozen=True, order=True)
class Key:
    x: int
    y: int


Row = collections.namedtuple("Row", "a b c", defaults=(0,))


def classify(item):
    return Kind.LARGE if item.total() > 100 else Kind.SMALL


def count(items):
    counts = {Kind.SMALL: 0, Kind.LARGE: 0}
    for item in items:
        counts[classify(item)] += 1
    return counts


def rows(n):
    total = 0
    for i in range(n):
        row = Row(i, 2)
        total += row.a * row.b + row[2] + len(row)
        row = row._replace(c=1)
        total += row.c
    return total


def keys(n):
    seen = {}
    for i in range(n):
        key = Key(i % 5, i % 3)
        seen[key] = seen.get(key, 0) + 1
    return len(seen), max(seen), sorted(seen)[0]


def flags(n):
    f = Flag(0)
    for i in range(n):
        f ^= Flag.A if i % 3 else Flag.B
    return f


print(count([Item("x", i * 0.5, i % 7) for i in range(800)]), rows(500), keys(300), flags(30), repr(Item("a", 1.5)))
try:
    Key(1, 2).x = 5
except dataclasses.FrozenInstanceError as error:
    print(error)
