# compiled: Base.plus, Base.scaled, Base.make, Base.plain, Abstract.size, Meta.hidden, Made.width, attempt, of_classes, of_instances, scaled_by, kinds, counting, hidden, missing, too_many
"""Attributes of classes themselves: static and class methods, constants, members of enumerations; and classes, metaclasses and
what they wrap that change meanwhile."""
import abc
import enum
import traceback


class Kind(enum.Enum):
    A = 1
    B = 2


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Base:
    LIMIT = 5
    names = ["a"]
    made = 0

    @staticmethod
    def plus(a, b=1):
        return a + b

    @classmethod
    def scaled(cls, a):
        return cls.LIMIT * a

    @classmethod
    def make(cls):
        cls.made += 1
        return cls()

    def plain(self, x):
        return x


class Derived(Base):
    LIMIT = 7


class Abstract(abc.ABC):
    SIZE = 3

    @staticmethod
    @abc.abstractmethod
    def size():
        return Abstract.SIZE


class Meta(type):
    def hidden(cls):
        return "meta"


class Made(metaclass=Meta):
    WIDTH = 2

    @classmethod
    def width(cls):
        return cls.WIDTH


def attempt(f, *args):
    try:
        return f(*args)
    except Exception:
        return traceback.format_exc()


def of_classes(n):
    t = 0
    for i in range(n):
        t += Base.plus(i) + Base.scaled(i) + Derived.scaled(1) + Base.LIMIT + len(Base.names) + Base.plain(None, 2)
        t += Abstract.SIZE + Abstract.size() + Made.WIDTH + Made.width()
    return t


def of_instances(things, n):
    t = 0
    for i in range(n):
        for x in things:
            t += x.plus(i) + x.plus(i, b=2)
    return t


def scaled_by(x, n):
    t = 0
    for i in range(n):
        t += x.scaled(i)
    return t


def kinds(n):
    t = 0
    members = Kind.A, Kind.B
    for i in range(n):
        k = members[i & 1]
        if k is Kind.A:
            t += 1
        elif k == Kind.B and Level.HIGH > Level.LOW:
            t += Level.HIGH
    return t


def counting(n):
    for i in range(n):
        Base.made += 2
        Base.make()
    return Base.made


def hidden(n):
    t = 0
    for i in range(n):
        t += len(Made.hidden()) + len(Made.__name__)
    return t


def missing():
    return Base.nothing


def too_many():
    return Base.plus(1, 2, 3)


instances = [Base(), Derived()]
for i in range(3):
    print(of_classes(1000), of_instances(instances, 700), scaled_by(instances[i & 1], 1500), kinds(1500), counting(1000), hidden(1000))
for i in range(1500):
    attempt(missing), attempt(too_many)
print(attempt(missing), attempt(too_many))

Base.LIMIT = 11
print(of_classes(3), scaled_by(instances[0], 3), scaled_by(instances[1], 3))
Base.plus.__defaults__ = (10,)
print(of_classes(3), of_instances(instances, 3))
Base.__dict__["plus"].__init__(lambda a, b=0: a * 100)
print(of_classes(3), of_instances(instances, 3))
Base.plus = lambda self, b=0: 1000
print(attempt(of_classes, 3), attempt(of_instances, instances, 3))
Base.plus = classmethod(lambda cls, a, b=0: cls.LIMIT)
print(of_classes(3), of_instances(instances, 3))
instances[0].plus = lambda a, b=0: -1
print(of_instances(instances, 3))
Derived.LIMIT = property(lambda self: 4)
print(attempt(of_classes, 1)[-60:])
del Derived.LIMIT
print(of_classes(2))
Base.names = "abc"
print(of_classes(2))


def describe(cls, name):
    return "described"


Made.WIDTH = instances[1]
Made.width = lambda: 4
Derived.__add__ = Derived.__radd__ = lambda self, other: other
print(of_classes(2))
Derived.__get__ = lambda self, instance, owner: 50
print(of_classes(2))
Meta.WIDTH = property(lambda cls: 60)
print(of_classes(2))
Meta.__getattribute__ = lambda cls, name: 70 if name == "WIDTH" else type.__getattribute__(cls, name)
print(of_classes(2))
del Meta.hidden
print(attempt(hidden, 2)[-50:])
Made.hidden = staticmethod(lambda: "12345")
print(hidden(2))
Kind.__eq__ = lambda self, other: False
print(kinds(4))
Kind.__get__ = lambda self, instance, owner: "got"
print(kinds(4))
del Kind.__get__
Base = Derived
print(of_classes(2), counting(2))
del Base
print(attempt(of_classes, 1))
