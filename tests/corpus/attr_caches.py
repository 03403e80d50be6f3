# compiled: Base.name, A.__init__, B.__init__, B.name, C.__init__, C.name, D.shared, E.__init__, load, store, method, make, call_bound, attempt, show, M.__init__, Fails.__init__, many
"""One site, many classes: what a cache of classes and names must not remember too long."""

import gc
import weakref


class Base:
    shared = "base"

    def name(self):
        return "base"


class A(Base):
    def __init__(self, x):
        self.x = x


class B(Base):
    __slots__ = ("x",)

    def __init__(self, x=7):
        self.x = x

    def name(self):
        return "b"


class C:
    __slots__ = ("x", "shared")

    def __init__(self, x, shared="slot"):
        self.x, self.shared = x, shared

    def name(self):
        return "c"


class D(A):
    @property
    def shared(self):
        return "property"

    def __getattr__(self, name):
        return f"<{name}>"


class E(A):
    x = "class"

    def __init__(self, x):
        pass


def load(o):
    return o.x, o.shared


def store(o, value):
    o.x = value


def method(o):
    return o.name()


def make(cls, x):
    return cls(x)


def call_bound(f):
    return f()


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


CLASSES = [A, B, C, D, E]


def show(label, objects):
    print(label, [attempt(load, o) for o in objects], [attempt(method, o) for o in objects],
          [attempt(call_bound, o.name) for o in objects])


objects = []
for i in range(400):
    objects = [make(cls, i) for cls in CLASSES]
    for o in objects:
        load(o)
        store(o, i)
        method(o)
        call_bound(o.name)
show("warm", objects)

objects = [make(cls, 1) for cls in CLASSES]
show("new", objects)

# Instances with dicts of their own.
vars(objects[0])["x"] = "in dict"
objects[0].__dict__["shared"] = "in dict"
show("dict", objects)
objects[0].__dict__ = {"x": "other"}
show("other dict", objects)
store(objects[0], 5)
print(vars(objects[0]))

# Instance attributes in front of the class's.
objects = [make(cls, 2) for cls in CLASSES]
objects[0].shared = "instance"
objects[0].name = lambda: "instance"
show("shadowed", objects)
show("fresh", [make(cls, 3) for cls in CLASSES])
del objects[0].shared, objects[0].name
show("unshadowed", objects)

# Classes that change.
Base.shared = "changed"
Base.name = lambda self: "changed"
show("base changed", objects)
A.shared = property(lambda self: "now a property")
A.name = staticmethod(lambda: "static")
show("descriptors", objects)
del A.shared, A.name
show("deleted", objects)
A.x = property(lambda self: "x is a property")
show("data descriptor", objects)
print(attempt(store, objects[0], 9), attempt(store, objects[3], 9))
del A.x
show("gone", objects)


class Late:
    def __get__(self, o, cls):
        return "got"


class Plain:
    pass


plain = Plain()
A.shared = plain
for _ in range(50):
    attempt(load, objects[0])
print(load(objects[0])[1] is plain)
Plain.__get__ = Late.__get__
print(load(objects[0])[1])
del Plain.__get__, A.shared

# Another class for the same object; attributes deleted.
objects[0].__class__ = E
show("__class__", objects)
objects[0].__class__ = A
del objects[0].x
del objects[2].x, objects[2].shared
show("unset", objects)
for o in objects:
    store(o, 11)
show("set again", objects)

# __getattribute__ and __setattr__ that come late.
A.__getattribute__ = lambda self, name: f"[{name}]"
show("getattribute", objects)
del A.__getattribute__
A.__setattr__ = lambda self, name, value: object.__setattr__(self, name, -value)
store(objects[0], 12)
print(objects[0].x)
del A.__setattr__
store(objects[0], 12)
print(objects[0].x, vars(objects[0]))

# Making instances of classes that change.
print([type(make(cls, 1)).__name__ for cls in CLASSES])
A.__init__ = lambda self, x: x
print(attempt(make, A, 1), type(attempt(make, A, None)).__name__)
A.__init__ = lambda self: None
print(attempt(make, A, 1))
A.__init__ = lambda self, x, y=5: setattr(self, "x", (x, y))
print(make(A, 1).x)
A.__new__ = lambda cls, x: x
print(make(A, 1))
del A.__new__
A.__new__ = lambda cls, *args: object.__new__(cls)
print(make(A, 1).x)


class Meta(type):
    pass


class M(metaclass=Meta):
    def __init__(self, x):
        self.x = x


for i in range(100):
    make(M, i)
Meta.__call__ = lambda cls, *args: ("meta", args)
print(make(M, 1))
del Meta.__call__
print(make(M, 1).x)


class Fails:
    def __init__(self, x):
        self.x = x
        raise ValueError(x)


for i in range(100):
    attempt(make, Fails, i)
print(attempt(make, Fails, "end"))


# A class that goes; many classes at the same site.
def many(n):
    total = []
    for i in range(n):
        cls = type(f"T{i}", (Base,), {"name": lambda self, i=i: i, "shared": i})
        o = cls()
        store(o, i)
        total.append((load(o), method(o)))
    return total[-3:], weakref.ref(cls)


result, last = many(300)
gc.collect()
print(result, last())
