# compiled: Adder.__call__, Holder.static, Holder.made, Holder.method, wrapper, half, apply
"""Things that can be called: __call__, partial, bound and static methods, lambdas, decorated functions."""

import functools
import operator


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x):
        return x + self.n


class Holder:
    @staticmethod
    def static(x):
        return x * 2

    @classmethod
    def made(cls, x):
        return len(cls.__name__) + x

    def method(self, x):
        return x - 1


def twice(f):
    def wrapper(*args):
        return f(f(*args))
    return wrapper


@twice
def half(x):
    return x / 2


def apply(f, n):
    total = 0
    for i in range(n):
        total += f(i)
    return total


holder = Holder()
for f in (Adder(3), Adder(0.5), functools.partial(pow, 2, mod=7), Holder.static, holder.static, Holder.made,
          holder.method, lambda x: x & 7, half, operator.neg, int.bit_length, str.__len__ if 0 else abs, float):
    print(apply(f, 700))
for thing in (5, "s", None, holder, [len]):
    try:
        apply(thing, 3)
    except TypeError as error:
        print(error)
Holder.__call__ = lambda self, x: 1000
print(apply(holder, 3))
