# compiled: Money.__init__, Money.__add__, Money.__bool__, total
"""Errors raised by overridden operators inside hot loops, and operators that return NotImplemented."""

import traceback


class Money:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        if self.n + other.n > 50000:
            raise OverflowError("too rich")
        return Money(self.n + other.n)

    def __lt__(self, other):
        return NotImplemented

    def __bool__(self):
        if self.n == 7777:
            raise ValueError("no truth")
        return self.n > 0


def total(values):
    result = Money(0)
    for value in values:
        result = result + value
        if not result:
            return None
    return result.n


def compare(a, b):
    return a < b


print(total([Money(1)] * 1500))
for values in ([Money(1)] * 100 + [5], [Money(100)] * 600, [Money(7777)], [Money(0)]):
    try:
        print(total(values))
    except Exception:
        print(traceback.format_exc())
for pair in ((Money(1), Money(2)), (Money(1), 2), (1, Money(1))):
    try:
        compare(*pair)
    except TypeError as error:
        print(error)
