# compiled: Plain.__init__, Wide.__init__, instance, hint, slot
"""The forms of STORE_ATTR: instance value, with hint, slot; new attributes; properties; failures."""


class Plain:
    def __init__(self):
        self.x = 0


class Wide:
    def __init__(self):
        for i in range(40):
            setattr(self, f"a{i}", i)
        self.x = 0


class Slot:
    __slots__ = ("x",)


class Prop:
    seen = 0

    @property
    def x(self):
        return self.seen

    @x.setter
    def x(self, value):
        Prop.seen += value


class ReadOnly:
    x = property(lambda self: 1)


def instance(thing, value):
    thing.x = value


def hint(thing, value):
    thing.x = value


def slot(thing, value):
    thing.x = value


for i in range(600):
    instance(Plain(), i)
    slot(Slot(), i)
wide = Wide()
for i in range(600):
    hint(wide, i)
for f in (instance, hint, slot):
    empty = type("Empty", (), {})()
    for thing in (Plain(), Wide(), Slot(), Prop(), ReadOnly(), empty, type("K", (), {}), object(), 5, None, len):
        for value in (1, 0.5):
            try:
                f(thing, value)
                print(thing.x, end=" ")
            except AttributeError as error:
                print(f"[{error}]", end=" ")
    print()
print(wide.x)
