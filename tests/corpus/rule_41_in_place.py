# compiled: extend, text, grow, kept, attribute
# hot: attribute, extend, grow, kept, text
"""a += b: identity of lists, the local that is empty while a string grows (semantics rule 41)."""

import sys


class Looks:
    def __radd__(self, other):
        frame = sys._getframe(1)
        return other, sorted(frame.f_locals)


class Fails:
    def __radd__(self, other):
        raise ValueError(other)


def extend(a, b):
    c = a
    a += b
    return a is c, a


def text(n):
    s = ""
    t = s
    for i in range(n):
        s += "ab"
        if i == 5:
            t = s
    return len(s), t


def grow(s, x):
    s += x
    return s


def kept(s, x):
    try:
        s += x
    except (TypeError, ValueError) as error:
        return s, str(error)
    return s


def attribute(box, n):
    for i in range(n):
        box.total += i
        box.items += [i]
        box.text += "x"
    return box.total, len(box.items), len(box.text)


class Box:
    total = 0
    items = []
    text = ""


for i in range(2500):
    results = extend([1], [2]), extend((1,), (2,)), grow("a", "b"), kept("a", "b")
print(results, text(9000))
print(grow("left", Looks()), kept("left", Fails()), kept("left", 3), grow(2, 0.5))
box = Box()
print(attribute(box, 4500), len(Box.items), Box.total, Box.text)
