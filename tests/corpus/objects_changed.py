# compiled: Point.__init__, Point.sum, Other.sum, make, restore, __init__, __new__, __setattr__, Counted.__init__, Counted.__del__, count, Switch.__init__, Switch.get, Switched.get, switch, Noted.__init__, Concrete.__init__, Concrete.f, abstract, locals_of
"""Classes that change while compiled code makes instances of them: __init__, methods, __class__,
__del__, descriptors, __new__, abstract classes (rules 29, 30, 32, 53)."""

import abc
import gc
import weakref


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def sum(self):
        return self.x + self.y


class Other:
    def sum(self):
        return -1


def make(n, at, change):
    total = 0
    for i in range(n):
        if i == at:
            change()
        p = Point(i, 1)
        total += p.sum()
    return total


def nothing():
    pass


saved = {name: Point.__dict__[name] for name in ("__init__", "sum")}


def restore():
    Point.__init__ = saved["__init__"]
    Point.sum = saved["sum"]
    for name in ("__del__", "x", "__setattr__", "__getattribute__"):
        if name in Point.__dict__:
            delattr(Point, name)


deaths = []


def change_init():
    def __init__(self, x, y, z=7):
        self.x = x
        self.y = y + z

    Point.__init__ = __init__


def change_method():
    Point.sum = lambda self: self.x * 2


def add_del():
    Point.__del__ = lambda self: deaths.append(self.x)


def add_property():
    Point.x = property(lambda self: 5, lambda self, value: None)


def add_new():
    def __new__(cls, *args):
        return Other() if args[0] % 2 else object.__new__(cls)

    Point.__new__ = __new__


def add_setattr():
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value + 1)

    Point.__setattr__ = __setattr__


def change_code():
    Point.sum.__code__ = (lambda self: self.y).__code__


print(make(2000, -1, nothing))
for change in (change_init, change_method, add_del, add_property, add_setattr):
    print(change.__name__, make(1500, 700, change), make(100, -1, nothing))
    restore()
    print(make(1500, -1, nothing))
print(len(deaths), deaths[:3], deaths[-3:])
code = Point.sum.__code__
print(make(1500, 700, change_code))
Point.sum.__code__ = code


class Counted:
    alive = 0

    def __init__(self, k):
        self.k = k
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


def count(n):
    most = 0
    for i in range(n):
        c = Counted(i)
        most = most + Counted.alive
    return most


print(count(1500), Counted.alive)


class Switch:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value


class Switched(Switch):
    def get(self):
        return -self.value


def switch(n, k):
    total = 0
    for i in range(n):
        s = Switch(i)
        if i > k:
            s.__class__ = Switched
        total += s.get()
    return total


print(switch(1500, 1500), switch(1500, 700))
print(make(1500, 700, add_new))


class Noted:
    def __init__(self, k):
        self.k = k


def weak(n):
    seen = []
    for i in range(n):
        o = Noted(i)
        if i % 500 == 499:
            seen.append(weakref.ref(o))
    return [r() is o for r in seen], o.k


print(weak(1500))


def visible(n):
    counts = []
    for i in range(n):
        o = Noted(i)
        if i == n - 1:
            counts.append(sum(type(x) is Noted for x in gc.get_objects()))
    return counts


print(visible(1500))


class Base(abc.ABC):
    @abc.abstractmethod
    def f(self):
        return 0


class Concrete(Base):
    def __init__(self):
        self.v = 1

    def f(self):
        return self.v


def abstract(n, at):
    total = 0
    for i in range(n):
        if i == at:
            Concrete.__abstractmethods__ = frozenset(["f"])
        total += Concrete().f()
    return total


print(abstract(1500, -1))
try:
    abstract(1500, 700)
except TypeError as e:
    print(e)


def locals_of(n):
    """Whoever looks at the locals sees the object, and may change it."""
    for i in range(n):
        o = Noted(i)
        d = dict(locals())
        d["o"].k += 1
        if o.k != i + 1:
            return i, o.k
    return o is d["o"], o.k


print(locals_of(1500))
