# compiled: Item.total, attempt, area, costs, set_x
"""Fields of named tuples: read in hot loops, then of subclasses, with fields that are replaced, and of tuples that are too short."""
import traceback
from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")


class Item(NamedTuple):
    name: str
    cost: float = 1.5

    def total(self, n):
        return self.cost * n


class Far(Point):
    @property
    def y(self):
        return 100


class Near(Point):
    pass


def attempt(f, *args):
    try:
        return f(*args)
    except Exception:
        return traceback.format_exc()


def area(points):
    t = 0
    for p in points:
        t += p.x * p.y
    return t


def costs(items):
    t = 0
    for item in items:
        t += item.total(2) + len(item.name)
    return t


def set_x(p):
    p.x = 3


points = [Point(i, 2) for i in range(50)]
near = [Near(i, 2) if i & 1 else Point(i, 3) for i in range(50)]
items = [Item("a"), Item("bc", 2.5)] * 20
for i in range(80):
    result = area(points), area(near), costs(items)
    attempt(set_x, points[0])
print(result, attempt(set_x, points[0]))

print(area([Far(3, 4), Near(5, 6), Point(7, 8)]), area([Item(1, 2)]) if hasattr(Item, "x") else "no x")
print(attempt(area, [Item("a")]))
print(attempt(area, [tuple.__new__(Point, (1,))]))
print(area([tuple.__new__(Point, (1, 2, 3))]))
half = Near(1, 2)
half.z = 5
print(area([half] * 3), half.__dict__)
y = Point.y
Point.y = Point.x
print(area(points), area(near), y.__get__(points[3], Point))
Point.y = property(lambda self: -1)
print(area(points[:5]), area(near[:5]))
Point.y = 10
print(area(points[:5]))
del Point.y
print(attempt(area, points[:5]))


class Odd:
    x = y
    y = Point.x


print(attempt(area, [Odd()]))
