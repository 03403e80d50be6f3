# compiled: Range.__init__, Range.__iter__, RangeIterator.__init__, RangeIterator.__next__, Squares.__next__, Restarting.__next__, total, zipped
"""Iterators written as classes, with state, inheritance, exhaustion, and StopIteration values."""


class Range:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return RangeIterator(self.n)


class RangeIterator:
    def __init__(self, n):
        self.i = 0
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        i = self.i
        if i >= self.n:
            raise StopIteration
        self.i = i + 1
        return i


class Squares(RangeIterator):
    def __next__(self):
        return super().__next__() ** 2


class Restarting(RangeIterator):
    def __next__(self):
        if self.i >= self.n:
            self.i = 0
            raise StopIteration
        return super().__next__()


def total(iterable):
    result = 0
    for x in iterable:
        result += x
    return result


def zipped(a, b):
    result = 0
    for x, y in zip(a, b):
        result += x * y
    return result


print(total(Range(1000)), total(Squares(500)), zipped(Range(300), Squares(200)), list(map(str, Range(3))), max(Range(50)), sum(Range(500)))
again = Restarting(4)
print(total(again), total(again), list(again), 3 in Range(5), tuple(Range(0)), [*Range(3)])
a, b, c = Range(3)
print(a, b, c, dict(zip("ab", Range(5))), next(RangeIterator(0), "none"))
RangeIterator.__next__ = lambda self: 1 / 0
for thing in (Range(1), Squares(2)):
    try:
        total(thing)
    except ZeroDivisionError as error:
        print(error)
del RangeIterator.__next__
try:
    total(Range(1))
except TypeError as error:
    print(error)
