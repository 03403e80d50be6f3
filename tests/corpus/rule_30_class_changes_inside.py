# compiled: One.__init__, One.name, Turning.flip, Turning.__bool__, Turning.__add__, Turning.__index__, Turning.__eq__, Turning.value, Turning.turn, by_bool, by_add, by_index, by_equal, by_property, by_method
# hot: by_add, by_bool, by_equal, by_index, by_method, by_property
"""__class__ assigned inside __bool__, __add__, __index__, __eq__, a property, a callee (semantics rule 30)."""


class One:
    kind = "one"

    def __init__(self):
        self.n = 1

    def name(self):
        return "One.name"

    def turn(self):
        self.__class__ = Two
        return 0


class Two:
    kind = "two"

    def name(self):
        return "Two.name"


class Turning(One):
    kind = "turning"
    armed = False

    def flip(self):
        if Turning.armed:
            self.__class__ = Two

    def __bool__(self):
        self.flip()
        return True

    def __add__(self, other):
        self.flip()
        return other

    def __index__(self):
        self.flip()
        return 1

    def __eq__(self, other):
        self.flip()
        return False

    __hash__ = None

    @property
    def value(self):
        self.flip()
        return 2

    def turn(self):
        self.flip()
        return 0


def by_bool(thing):
    before = thing.name(), thing.kind
    if thing:
        return before, thing.name(), thing.kind, thing.n


def by_add(thing):
    before = thing.name(), thing.kind
    thing + 1
    return before, thing.name(), thing.kind, thing.n


def by_index(thing, items=(1, 2, 3)):
    before = thing.name(), thing.kind
    items[thing]
    return before, thing.name(), thing.kind, thing.n


def by_equal(thing):
    before = thing.name(), thing.kind
    thing == 3
    return before, thing.name(), thing.kind, thing.n


def by_property(thing):
    before = thing.name(), thing.kind
    thing.value
    return before, thing.name(), thing.kind, thing.n


def by_method(thing):
    before = thing.name(), thing.kind
    thing.turn()
    return before, thing.name(), thing.kind, thing.n


for function in (by_bool, by_add, by_index, by_equal, by_property, by_method):
    Turning.armed = False
    for i in range(1800):
        result = function(Turning())
    Turning.armed = True
    print(function.__name__, result, function(Turning()))
