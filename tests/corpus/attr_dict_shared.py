# compiled: method_of, read_all, grown, replaced, moved, moved_twice
# hot: method_of, read_all, grown, replaced, moved, moved_twice
"""Instances that have a dict whose keys are the class's: asked for it, unpickled, or of a C base class."""
import random


class Point:
    kind = "point"

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def length(self):
        return self.x * self.x + self.y * self.y


class Named(Exception):
    def __init__(self, name):
        self.name = name

    def size(self):
        return len(self.name)


def method_of(generator, n):
    total = 0.0
    for _ in range(n):
        total += generator.random()
    return total


def read_all(point, n):
    total = 0
    for _ in range(n):
        total += point.x + point.y + point.length() + len(point.kind)
    return total


def grown(point, n, at):
    """A name of its own shadows the class's in the middle of the loop."""
    total = 0
    for i in range(n):
        if i == at:
            vars(point)["kind"] = "longer than before"
        total += len(point.kind)
    return total


def replaced(point, n, at):
    """The dict is changed behind the attribute, then exchanged for another."""
    total = 0
    names = point.__dict__
    for i in range(n):
        if i == at:
            names["x"] = 1000
        elif i == at + 1:
            point.__dict__ = {"x": 7, "y": 8}
        elif i == at + 2:
            del point.x
            point.__dict__["x"] = 9
        total += point.x
    return total


def moved(point, n):
    """Floats are updated where they are, as long as the values are in line."""
    for _ in range(n):
        point.x += point.y
    return point.x


def moved_twice(point, n, at):
    """The dict is asked for between two places of the same values."""
    for i in range(n):
        point.x += 0.5
        if i == at:
            seen = vars(point)
            seen["y"] = seen["x"] * 2.0
        point.y -= point.x
        point.x += 0.25
    return point.x, point.y, vars(point)


def with_dict(x, y):
    point = Point(x, y)
    vars(point)
    return point


for _ in range(60):
    method_of(random.Random(5), 300), read_all(with_dict(1, 2), 300), read_all(Point(1, 2), 300)
    grown(with_dict(1, 2), 300, -1), replaced(with_dict(1, 2), 300, 298)
    [Named("abc").size() for _ in range(20)]
    moved(Point(0.5, 1.0), 300), moved_twice(Point(0.5, 1.0), 300, -1)
print(method_of(random.Random(5), 300), read_all(with_dict(3, 4), 300), read_all(Point(3, 4), 300))
print(grown(with_dict(1, 2), 300, 150), grown(Point(1, 2), 300, 150))
for at in 0, 1, 150:
    print(replaced(with_dict(1, 2), 300, at), replaced(Point(1, 2), 300, at))
print(sum(Named("abc" * k).size() for k in range(200)))
print(moved(with_dict(0.5, 1.0), 300), moved(Point(0.5, 1.0), 300))
for at in -1, 0, 1, 150, 299:
    print(moved_twice(Point(0.5, 1.0), 300, at), moved_twice(with_dict(0.5, 1.0), 300, at))
