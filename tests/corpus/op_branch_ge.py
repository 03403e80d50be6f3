# compiled: on_small, on_edge30, on_edge63, on_big, on_floats, on_int_float, on_float_int, on_bools, on_strings, on_sequences, on_others, on_overridden, on_all
"""`>=` for a jump on each group of operands, then on all of them in one function."""
# Written by make_operators.py.

from math import inf, nan

TURNS = 12


class MyInt(int):
    def __ge__(self, other):
        return "MyInt.ge", int(self), type(other).__name__

    __hash__ = int.__hash__


class MyFloat(float):
    def __ge__(self, other):
        return "MyFloat.ge", float(self), type(other).__name__

    __hash__ = float.__hash__


class Left:
    def __repr__(self):
        return "Left()"

    def __ge__(self, other):
        return "Left", type(other).__name__


class Right:
    def __repr__(self):
        return "Right()"

    def __ge__(self, other):
        return "Right", type(other).__name__


def on_small(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_edge30(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_edge63(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_big(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_floats(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_int_float(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_float_int(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_bools(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_strings(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_sequences(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_others(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_overridden(a, b):
    if a >= b:
        return "yes"
    return "no"


def on_all(a, b):
    if a >= b:
        return "yes"
    return "no"


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
    "edge30": (on_edge30,
        [2**30, 2**30 - 1, -2**30, 1 - 2**30, 2**29, 2**31 - 1, -2**31],
        [1, -1, 2**30, 2**30 - 1, -2**30, 3, 31]),
    "edge63": (on_edge63,
        [2**62, 2**63 - 1, -2**63, 2**63, 1 - 2**63, -2**63 - 1, 2**32, 3037000500],
        [1, -1, 2, 2**62, 2**63 - 1, -2**63, 3037000500, -3037000499, 62]),
    "big": (on_big,
        [10**30, -10**30, 2**100 + 1, 2**64],
        [3, -3, 10**20, 2**64, 1]),
    "floats": (on_floats,
        [0.0, -0.0, 1.5, -2.25, 1e300, -1e300, 5e-324, inf, -inf, nan, 7.0],
        [0.0, -0.0, 1.0, -1.5, 2.0, 1e300, inf, nan, 0.1]),
    "int_float": (on_int_float,
        [0, 1, -3, 2**53 + 1, 2**63, -2**63],
        [0.0, 1.5, -2.0, 2.0**53, 2.0**63, inf]),
    "float_int": (on_float_int,
        [0.0, 1.5, -2.5, 2.0**53, 9.0, -0.0],
        [0, 1, -3, 2**53 + 1, 2, 10]),
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
