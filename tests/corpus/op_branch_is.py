# compiled: on_singletons, on_types, on_all
"""`is` for a jump on each group of operands, then on all of them in one function."""
# Written by make_operators.py.

from math import inf, nan

TURNS = 12


class MyInt(int):
    pass


class MyFloat(float):
    pass


class Left:
    def __repr__(self):
        return "Left()"


class Right:
    def __repr__(self):
        return "Right()"


def on_singletons(a, b):
    if a is b:
        return "yes"
    return "no"


def on_types(a, b):
    if a is b:
        return "yes"
    return "no"


def on_all(a, b):
    if a is b:
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
    "singletons": (on_singletons,
        [None, True, False, 0, 256, -5, ...],
        [None, True, False, 0, 256, -5]),
    "types": (on_types,
        [int, float, MyInt, type(5)],
        [int, type(2.5), MyInt]),
}

for name, (function, lefts, rights) in GROUPS.items():
    drive(name, function, lefts, rights)
for name, (_, lefts, rights) in GROUPS.items():
    drive("all " + name, on_all, lefts, rights)
