# compiled: read, write, call
"""Messages of AttributeError for every kind of object, read, written and deleted in hot code."""


class Empty:
    pass


class Slotted:
    __slots__ = ("a",)


def read(thing):
    return thing.nothing


def write(thing):
    thing.nothing = 1


def call(thing):
    return thing.nothing()


things = [Slotted(), 5, 1.5, "s", None, [], {}, (), len, int, object(), read(type("X", (), {"nothing": True}))]
for turn in range(40):
    for thing in things:
        for f in (read, write, call):
            try:
                f(thing)
            except (AttributeError, TypeError) as error:
                if turn == 39:
                    text = str(error)
                    print(f.__name__, type(error).__name__, text, getattr(error, "name", None))
empty = Empty()
write(empty)
print(read(empty))
