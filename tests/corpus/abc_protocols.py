# compiled: Square.area, Late.area, total
"""isinstance and issubclass with ABCs, tuples, unions and virtual subclasses registered mid-loop."""

import abc
import collections.abc
import numbers


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        ...


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2


class Late:
    def area(self):
        return 0.5


def total(things):
    result = 0
    for i, thing in enumerate(things):
        if isinstance(thing, Shape):
            result += thing.area()
        elif isinstance(thing, (int, float)):
            result += thing
        elif isinstance(thing, str | bytes):
            result += len(thing)
        elif isinstance(thing, collections.abc.Iterable):
            result += sum(thing)
        if i == 600:
            Shape.register(Late)
    return result


things = [Square(2), 3, 0.5, "four", b"five", [1, 2], (3,), None, Late(), True] * 100
print(total(things), isinstance(5, numbers.Integral), issubclass(bool, int))
try:
    Shape()
except TypeError as error:
    print(error)
for bad in (5, "int", [int], (int, 5)):
    try:
        print(isinstance("x", bad))
    except TypeError as error:
        print(error)
