# compiled: Mod7.__add__, Loud.__mul__, add_up, scale, by_index
"""Subclasses of int, float, str, list and dict with overridden operators in hot loops (rule 35)."""

import enum


class Mod7(int):
    def __add__(self, other):
        return Mod7((int(self) + int(other)) % 7)

    def __eq__(self, other):
        return int(self) % 7 == int(other) % 7

    __hash__ = int.__hash__


class Loud(float):
    def __mul__(self, other):
        return Loud(float(self) * other + 1)


class Color(enum.IntEnum):
    RED = 1
    GREEN = 2


class Upside(list):
    def __getitem__(self, i):
        return list.__getitem__(self, -1 - i)

    def __len__(self):
        return 3


class Shout(str):
    def __add__(self, other):
        return Shout(str(self).upper() + other)


def add_up(values, start):
    total = start
    for value in values:
        total = total + value
    return total


def scale(values, x):
    for value in values:
        x = x * value
    return x


def by_index(items):
    total = 0
    for i in range(len(items)):
        total += items[i] * (i + 1)
    return total


print(add_up(range(1000), 0), add_up(range(1000), Mod7(0)), type(add_up([1], Mod7(0))).__name__)
print(add_up([Mod7(i) for i in range(100)], 0), add_up([Color.RED, Color.GREEN] * 300, 0), add_up([True] * 9, Color.RED))
print(scale([1.5] * 10, 2.0), scale([1.5] * 10, Loud(2)), scale([Loud(1.5)] * 10, 2), scale([2] * 70, 1))
for _ in range(4):
    by_index([3, 4])
print(by_index([1, 2, 3]), by_index(Upside([1, 2, 3, 4, 5])), by_index((1, 2)), add_up(["a", "b"], Shout("x")))
print(add_up([0.5] * 300, Mod7(3)), Mod7(3) == 10, 10 == Mod7(3), Color.RED + 1, Color.RED is Color(1), 1 == Color.RED)
