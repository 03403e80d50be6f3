# compiled: forgets, keeps, asks, nested, loop
"""Functions that have handled an exception have a frame object: who keeps it finds the locals as they were at
the return, and who does not costs nothing (semantics rule 7)."""

import sys

kept = []


def forgets(x):
    try:
        if x % 2:
            raise ValueError(x)
    except ValueError:
        x += 10
    y = x + 1
    return y


def keeps(x):
    before = x * 2
    try:
        raise KeyError(x)
    except KeyError as error:
        if x % 50 == 0:
            kept.append(error)
        after = before + 1
    return after + x


def asks(x):
    try:
        [][x]
    except IndexError:
        if x % 70 == 0:
            kept.append(sys._getframe())
        late = x
    return late * 2


def nested(x):
    try:
        return keeps(x) + forgets(x)
    finally:
        x = 0


def loop(function, n):
    total = 0
    for i in range(n):
        total += function(i)
    return total


for function in (forgets, keeps, asks, nested):
    print(function.__name__, loop(function, 500), len(kept))
    for thing in kept:
        if isinstance(thing, BaseException):
            frame = thing.__traceback__.tb_frame
            print(repr(thing), frame.f_lineno, sorted(frame.f_locals.items(), key=str))
        else:
            print(thing.f_code.co_name, thing.f_lineno, sorted(thing.f_locals.items(), key=str))
    kept.clear()
