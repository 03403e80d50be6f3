# compiled: Money.__init__, Money.__add__, Money.__mul__, Money.__truediv__, Money.__floordiv__, Growing.__init__, Growing.__add__, Growing.__iadd__, total, mixed, in_place, divides, floors
"""Operators of classes in their callers: reflected and in-place forms, NotImplemented, numbers on either
side, methods replaced in mid-loop, errors inside of them (rules 29, 35, 49)."""

import sys
import traceback


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __mul__(self, k):
        return Money(self.cents * k)

    __rmul__ = __mul__

    def __truediv__(self, k):
        if k == 0:
            return NotImplemented
        return self.cents / k

    def __floordiv__(self, other):
        return self.cents // other.cents


class Big(Money):
    def __radd__(self, other):
        return Money(-1)


class Growing:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Growing(self.n + other)

    def __iadd__(self, other):
        self.n += other * 100
        return self


def total(n):
    t = Money(0)
    for i in range(n):
        a = Money(i)
        b = a + a * 2 + 3 * a
        t = t + b
        t += a
    return t.cents


def mixed(n, at, odd):
    last = 0
    for i in range(n):
        a = Money(i)
        b = odd if i == at else a
        last = (a + b).cents
    return last


def in_place(n):
    g = Growing(0)
    for i in range(n):
        h = g
        g += 1
        k = g + 1
    return g.n, h is g, k.n


def divides(n, zero):
    for i in range(n):
        q = Money(i) / (0 if i == zero else 2)
    return q


def floors(n):
    for i in range(n):
        q = Money(100) // Money(n - i - 2)
    return q


def report(f, *args):
    try:
        print(f(*args))
    except Exception:
        traceback.print_exc(file=sys.stdout)


report(total, 2000)
report(mixed, 2000, -1, None)
report(mixed, 2000, 1999, Big(5))
report(mixed, 2000, 1500, None)
report(mixed, 2000, 1500, 7)
report(in_place, 2000)
report(divides, 2000, -1)
report(divides, 2000, 1700)
report(floors, 1500)
add = Money.__add__
Money.__add__ = lambda self, other: Money(self.cents - other.cents)
report(total, 2000)
Money.__add__ = add
report(total, 2000)
del Money.__rmul__
report(total, 2000)
