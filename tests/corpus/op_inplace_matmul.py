# compiled: on_small, on_bools, on_strings, on_sequences, on_others, on_overridden, on_all
"""`@` in place on each group of operands, then on all of them in one function."""
# Written by make_operators.py.

from math import inf, nan

TURNS = 12


class MyInt(int):
    def __imatmul__(self, other):
        return "MyInt.matmul", int(self), type(other).__name__

    def __rmatmul__(self, other):
        return "MyInt.rmatmul", int(self), type(other).__name__


class MyFloat(float):
    def __rmatmul__(self, other):
        return "MyFloat.rmatmul", float(self), type(other).__name__


class Left:
    def __repr__(self):
        return "Left()"

    def __matmul__(self, other):
        return "Left", type(other).__name__


class Right:
    def __repr__(self):
        return "Right()"

    def __rmatmul__(self, other):
        return "Right", type(other).__name__


def on_small(a, b):
    a @= b
    return a


def on_bools(a, b):
    a @= b
    return a


def on_strings(a, b):
    a @= b
    return a


def on_sequences(a, b):
    a @= b
    return a


def on_others(a, b):
    a @= b
    return a


def on_overridden(a, b):
    a @= b
    return a


def on_all(a, b):
    a @= b
    return a


def show(value):
    text = repr(value)
    return text if len(text) < 60 else text[:25] + "..." + text[-25:]


def attempt(function, left, right):
    try:
        return show(function(left, right))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def drive(name, function, lefts, rights):
    for turn in range(TURNS):
        for left in lefts:
            results = [attempt(function, left, right) for right in rights]
            if turn == TURNS - 1:
                print(name, show(left), results)


GROUPS = {
    "small": (on_small,
        [0, 1, -1, 2, -2, 3, 7, -7, 100, 256, 257, -5, -6],
        [0, 1, -1, 2, -2, 3, 5, -5, 10, 63]),
    "bools": (on_bools,
        [True, False],
        [True, False, 1, 0, 2.5]),
    "strings": (on_strings,
        ["", "a", "ab%s", "é€"],
        ["", "b", 3, ("x",), "ab%s"]),
    "sequences": (on_sequences,
        [[], [1, 2], (1,), ()],
        [[3], (2,), 2, 0, []]),
    "others": (on_others,
        [None, {1, 2}, {1: 2}, 1j, b'xy'],
        [None, {2, 3}, {1: 3}, 2j, b'z', 1]),
    "overridden": (on_overridden,
        [MyInt(7), MyFloat(2.5), Left(), 5, 2.5],
        [MyInt(3), MyFloat(1.5), Right(), 2, MyInt(2)]),
}

for name, (function, lefts, rights) in GROUPS.items():
    drive(name, function, lefts, rights)
for name, (_, lefts, rights) in GROUPS.items():
    drive("all " + name, on_all, lefts, rights)
