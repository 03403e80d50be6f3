# compiled: hold, loop
"""Weak references to what a hot function holds, and their callbacks (semantics rule 53)."""

import weakref

log = []


class Thing:
    pass


def hold(i):
    thing = Thing()
    reference = weakref.ref(thing, lambda r: log.append(i))
    alive = reference() is thing
    thing = None
    return alive, reference() is None


def loop(n):
    references = []
    for i in range(n):
        thing = Thing()
        references.append(weakref.ref(thing))
    return [r() is None for r in references].count(False), references[-1]() is not None


def from_call(make):
    return weakref.ref(make())() is None


for i in range(500):
    result = hold(i)
print(result, len(log), log[-1], loop(500), from_call(Thing))
d = weakref.WeakValueDictionary()
for i in range(200):
    keep = Thing()
    d[i] = keep
print(len(d), list(d))
