# compiled: Vector.__init__, Vector.__eq__, Version.__init__, Version.__eq__, Version.__lt__, equal, branch, between
"""Rich comparisons: results that are no bool, __eq__ without __hash__, ordering by one method."""

import functools


class Vector:
    def __init__(self, *items):
        self.items = items

    def __eq__(self, other):
        return Vector(*(a == b for a, b in zip(self.items, other.items)))

    def __lt__(self, other):
        return [a < b for a, b in zip(self.items, other.items)]

    def __bool__(self):
        return all(self.items)


@functools.total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


def equal(a, b):
    return a == b


def branch(a, b):
    if a < b:
        return "less"
    elif a == b:
        return "equal"
    return "more"


def between(a, b, c):
    return a < b < c


for i in range(500):
    result = equal(Vector(1, i), Vector(1, 2)).items, branch(Version(1, i), Version(1, 250)), between(Version(1), Version(i), Version(2))
print(result, branch(Vector(), Vector()), branch(Vector(1), Vector(1)), bool(equal(Vector(1), Vector(2))))
print(between(1, 2.5, 3), between([1], [2], [3]), between("a", "b", "c"), sorted([Version(2), Version(1, 9)], reverse=True)[0].parts)
try:
    {Vector(1)}
except TypeError as error:
    print(error)
try:
    between(1, "a", 2)
except TypeError as error:
    print(error)
