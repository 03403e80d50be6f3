# compiled: Circle.r, Circle.area, Page.__init__, Page.size, Typed.__set__, grow, sizes, fill
"""Properties, cached_property, slots with properties, class-level descriptors computed in loops."""

import functools


class Circle:
    __slots__ = ("_r", "changes")

    def __init__(self, r):
        self._r = r
        self.changes = 0

    @property
    def r(self):
        return self._r

    @r.setter
    def r(self, value):
        self._r = value
        self.changes += 1

    @property
    def area(self):
        return 3 * self.r * self.r


class Page:
    def __init__(self, words):
        self.words = words
        self.computed = 0

    @functools.cached_property
    def size(self):
        self.computed += 1
        return len(self.words)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} has to be {self.kind.__name__}")
        setattr(instance, self.name, value)


class Record:
    number = Typed(int)
    text = Typed(str)


def grow(circle, n):
    total = 0
    for _ in range(n):
        circle.r += 1
        total += circle.area
    return total


def sizes(pages):
    total = 0
    for page in pages:
        total += page.size + page.size
    return total


def fill(record, n):
    for i in range(n):
        record.number = i
        record.text = "t"
    return record.number, record.text


circle = Circle(0)
print(grow(circle, 1000), circle.changes, grow(Circle(0.5), 50))
pages = [Page("abc" * i) for i in range(300)]
print(sizes(pages), sum(page.computed for page in pages), fill(Record(), 700))
pages[5].size = 0.5
print(sizes(pages))
try:
    fill_with = Record()
    fill_with.number = "x"
except TypeError as error:
    print(error)
