# compiled: Values.f, Values.c, Values.s, NoDict.f, Big.__init__, Big.f, call, call_class, builtins
"""The forms of LOAD_METHOD: with values, with dict, no dict, class, and what makes each miss."""


class Values:
    def __init__(self):
        self.a = 1

    def f(self):
        return "values", self.a

    @classmethod
    def c(cls):
        return cls.__name__

    @staticmethod
    def s():
        return "static"


class NoDict:
    __slots__ = ()

    def f(self):
        return "slots"


class Big:
    def __init__(self):
        for i in range(40):
            setattr(self, f"a{i}", i)

    def f(self):
        return "big", self.a3


def call(thing):
    return thing.f()


def call_class(cls):
    return cls.c(), cls.s()


def builtins(items):
    items.append(1)
    return items.count(1), "a b".split(), (1.5).is_integer(), {}.get(1)


things = [Values(), NoDict(), Big()]
for thing in things:
    for _ in range(500):
        call(thing)
for _ in range(500):
    result = call_class(Values), builtins([])
print(result)
own = Values()
own.f = lambda: "own"
hidden = Big()
hidden.f = lambda: "own too"
meta = type("Meta", (type,), {"f": lambda cls: "from meta"})("Made", (), {})
for thing in things + [own, hidden, meta, Values, 5, None]:
    try:
        print(call(thing), end=" ")
    except (AttributeError, TypeError) as error:
        print(f"[{error}]", end=" ")
print()
Values.f = 5
for thing in things:
    try:
        print(call(thing))
    except TypeError as error:
        print(error)
