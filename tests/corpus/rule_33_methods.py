# compiled: Thing.f, Thing.g, Thing.s, Thing.c, identity, all_four, changed_by_argument, change, kept
# hot: all_four, changed_by_argument, identity, kept
"""Bound methods: identity, stores into the class or instance between load and call (semantics rule 33)."""

import types


class Thing:
    def f(self, n):
        return "f", n

    def g(self, n):
        return "g", n

    @staticmethod
    def s(n):
        return "s", n

    @classmethod
    def c(cls, n):
        return cls.__name__, n


def identity(thing):
    return thing.f is thing.f, thing.f == thing.f, Thing.f is Thing.f, thing.s is thing.s


def all_four(thing, n):
    return thing.f(n)[0], thing.g(n)[0], thing.s(n)[0], thing.c(n)[0]


def changed_by_argument(thing):
    return thing.f(change(thing))


def change(thing):
    if armed:
        Thing.f = Thing.g
        thing.f = None
    return 1


def kept(thing, n):
    method = thing.f
    total = 0
    for i in range(n):
        total += method(i)[1]
    return total


armed = False
thing = Thing()
for i in range(2500):
    results = identity(thing), all_four(thing, i), changed_by_argument(thing)
print(results, kept(thing, 9000))
original = Thing.f
armed = True
print(changed_by_argument(thing))
try:
    thing.f(1)
except TypeError as error:
    print(error)
del thing.f
print(thing.f(1), all_four(thing, 1))
Thing.f = original
thing.f = lambda n: ("instance", n)
print(all_four(thing, 1), identity(thing))
del thing.f
Thing.f = types.MethodType(lambda self, n: ("bound to", self), 5)
print(all_four(thing, 1), thing.f(2))
Thing.f = staticmethod(lambda n: ("static", n))
print(all_four(thing, 1))
Thing.f = len
try:
    print(all_four([], 1))
except AttributeError as error:
    print(error)
try:
    print(all_four(thing, 1))
except TypeError as error:
    print(error)
del Thing.f
try:
    print(all_four(thing, 1))
except AttributeError as error:
    print(error)
