# compiled: Wide.__init__, instance, hint, slot, module
"""The forms of LOAD_ATTR: instance value, with hint, slot, module, and what makes each miss."""

import math
import types


class Plain:
    def __init__(self):
        self.x = 1


class Wide:
    def __init__(self):
        for i in range(40):
            setattr(self, f"a{i}", i)
        self.x = 2


class Slot:
    __slots__ = ("x",)

    def __init__(self):
        self.x = 3


def instance(thing):
    return thing.x


def hint(thing):
    return thing.x


def slot(thing):
    return thing.x


def module(thing):
    return thing.x


fake = types.ModuleType("fake")
fake.x = 4
trained = [(instance, Plain()), (hint, Wide()), (slot, Slot()), (module, fake)]
for f, thing in trained:
    for _ in range(600):
        f(thing)
deleted = Plain()
del deleted.x
reordered = Plain()
del reordered.x
reordered.y = 0
reordered.x = 5
shown = Plain()
vars(shown)["x"] = 6
emptied = Slot()
del emptied.x
Klass = type("Klass", (), {"x": 7})
Prop = type("Prop", (), {"x": property(lambda self: 8)})
for f, _ in trained:
    for thing in (Plain(), Wide(), Slot(), fake, deleted, reordered, shown, emptied, Klass, Klass(), Prop(), math, None, 5):
        try:
            print(f(thing), end=" ")
        except AttributeError as error:
            print(f"[{error}]", end=" ")
    print()
