# compiled: add, multiply, less, truth, item, has, same, percent
# hot: add, has, item, less, multiply, percent, same, truth
"""bool, IntEnum and subclasses of builtin types with operators of their own (semantics rule 35)."""

import enum


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 2


class Loud(int):
    def __add__(self, other):
        return "Loud.__add__"

    def __radd__(self, other):
        return "Loud.__radd__"

    def __lt__(self, other):
        return "less"

    def __bool__(self):
        return False

    def __index__(self):
        return 0


class Half(float):
    def __radd__(self, other):
        return "Half.__radd__"

    def __rmul__(self, other):
        return "Half.__rmul__"


class Items(list):
    def __getitem__(self, i):
        return "Items.__getitem__"

    def __iter__(self):
        return iter("own")

    def __len__(self):
        return 0


class Words(dict):
    def __getitem__(self, key):
        return "Words.__getitem__"

    def __missing__(self, key):
        return "missing"

    def __contains__(self, key):
        return True


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__

    def __add__(self, other):
        return "Text.__add__"

    def __mod__(self, other):
        return "Text.__mod__"


def add(a, b):
    return a + b


def multiply(a, b):
    return a * b


def less(a, b):
    return a < b


def truth(a):
    return "true" if a else "false"


def item(container, key):
    return container[key]


def walk(items):
    return [item for item in items], len(items)


def has(container, key):
    return key in container


def same(a, b):
    return a == b


def percent(a, b):
    return a % b


for i in range(2500):
    add(i, 1), multiply(0.5, i), less(i, 3), truth(i), item([1, 2], i & 1), has({1: 2}, i)
    same("a", "b"), percent("%d", i)
walk([1] * 9000)
print(add(True, True), type(add(True, 1)), add(Colour.RED, 1), type(add(Colour.RED, Colour.BLUE)))
print(add(Loud(1), 2), add(2, Loud(1)), add(1.5, Half(1)), multiply(2.0, Half(3)), add(Half(1), 1.5))
print(less(Loud(1), 2), truth(Loud(5)), truth(Items([1])), item([7, 8], Loud(1)), item([7, 8], True))
print(item(Items([1]), 0), walk(Items([1])), item(Words({1: 2}), 1), has(Words(), 5), item({1: 2}, True))
print(same(Text("a"), "b"), same("b", Text("a")), add(Text("a"), "b"), percent(Text("%d"), 3), add("b", Text("c")))
