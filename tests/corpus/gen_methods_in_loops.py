# compiled: Bag.__init__, Bag.each, Bag.pairs, Bag.shifted, Bag.where, Small.each, upto, keyword_only, closed.<locals>.up, by_method, by_default, by_keyword, only_keyword, by_pairs, of_self, in_generator, consumed, nested, of_two, looks, fails, in_closure
# inlined: Bag.each, Bag.pairs, upto
"""Generators that are methods, or are given keywords and defaults, stand in the loops that see them; what they call
where it is made comes in with them.  Their functions, defaults and classes change; errors and frames are as they were."""

import sys
import traceback


class Bag:
    def __init__(self, items):
        self.items = items
        self.seen = 0

    def each(self, start=0):
        for item in self.items[start:]:
            if item & 1:
                yield item * 2

    def pairs(self, step=2, *, last=0):
        k = 0
        while k < len(self.items) - 1 - last:
            self.seen += 1
            yield self.items[k], self.items[k + 1]
            k += step

    def shifted(self, by):
        for odd in self.each():
            yield odd + by

    def where(self):
        for item in self.items:
            yield names(item)

    def total(self):
        return of_self(self)


class Small(Bag):
    def each(self, start=1):
        for item in self.items[:3]:
            yield item - start


def names(every):
    frame, found = sys._getframe(1), []
    while frame is not None:
        found.append((frame.f_code.co_name, frame.f_lineno, "self" in frame.f_locals))
        frame = frame.f_back
    return found[:3] if every % 7 == 0 else len(found)


def upto(low, high, step=1):
    while low < high:
        yield low
        low += step


def keyword_only(n, *, scale=2):
    for k in range(n):
        yield k * scale


def by_method(bag):
    total = 0
    for item in bag.each():
        total += item
    return total


def by_default(n):
    total = 0
    for item in upto(0, n):
        total += item
    return total


def by_keyword(n):
    total = 0
    for item in upto(step=3, low=1, high=n):
        total += item
    return total


def only_keyword(n):
    total = 0
    for item in keyword_only(n, scale=5):
        total += item
    for item in keyword_only(n):
        total += item
    return total


def by_pairs(bag):
    total = 0
    for left, right in bag.pairs(last=1):
        total += left - right
    for left, right in bag.pairs(1):
        total += left * right
    return total, bag.seen


def of_self(bag):
    total = 0
    for item in bag.shifted(3):
        total += item
    return total


def in_generator(n):
    for k in upto(0, n):
        yield len({k % m for m in upto(1, 5)}), sum(k * m for m in upto(0, 4)), tuple(k + m for m in upto(0, k % 4))


def consumed(n):
    total = 0
    for size, value, items in in_generator(n):
        total += size * value + len(items)
    return total


def nested(bag, n):
    found = []
    for k in upto(0, n, 2):
        for item in bag.each(k):
            found.append(item + k)
    return sum(found)


def of_two(bags):
    total = 0
    for bag in bags:
        for item in bag.each():
            total += item
    return total


def looks(bag):
    found = []
    for place in bag.where():
        found.append(place)
    return found


def fails(bag):
    total = 0
    for item in bag.each():
        total += 1000 // (item - 18)
    return total


def closed(step):
    def up(n, start=0):
        while start < n:
            yield start
            start += step

    return up


def in_closure(up, n):
    total = 0
    for k in up(n):
        total += k
    return total


bag, small = Bag(list(range(25))), Small(list(range(8)))
up = closed(2)


def show():
    print(by_method(bag), by_default(20), by_keyword(20), only_keyword(6), by_pairs(Bag([3, 1, 4, 1, 5, 9, 2])))
    print(of_self(bag), bag.total(), consumed(9), nested(bag, 7), of_two([bag, small, bag]), in_closure(up, 9))
    print([place if isinstance(place, int) else place[:2] for place in looks(Bag(list(range(9))))])


for _ in range(1600):
    result = (by_method(bag), by_default(20), by_keyword(20), only_keyword(6), of_self(bag), consumed(5), nested(bag, 5),
              of_two([bag, small]), in_closure(up, 9), by_pairs(bag), looks(bag), fails(Small([40, 41, 42])))
show()

# What they were made for changes.
upto.__defaults__ = (2,)
show()
upto.__defaults__ = None
try:
    by_default(4)
except TypeError as error:
    print(error)
print(by_keyword(9))
upto.__defaults__ = (1,)
keyword_only.__kwdefaults__ = {"scale": -1}
show()
print(by_method(small), of_self(small), by_method(Bag([1, 2.5j] if False else [5, 6, 7])))
bag.each = lambda: iter([1, 2, 3])
print(by_method(bag), of_two([bag, small]))
del bag.each
plain = Bag.each
Bag.each = lambda self, start=0: [start, 10, 20]
show()
Bag.each = plain
show()
try:
    by_method(Bag([1, 2, "three"]))
except TypeError:
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(sys.exc_info()[2])])
try:
    fails(bag)
except ZeroDivisionError:
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(sys.exc_info()[2])])


class Other:
    items = (7, 9)

    def each(self):
        return iter(self.items)


print(by_method(Other()), of_two([Other(), bag, small]))
