# compiled: Base.__init__, Base.get, Base.bump, Base.kind, Base.total, First.kind, Second.kind, Third.__init__, Third.kind, Late.kind, loop, one_kind, between, fresh, always
"""Sites of several classes that keep an attribute in the same place, or share a method: one guard for all
of them.  It fails for a class that comes late, one that is changed, one whose instances have the
attribute elsewhere, and instances that hide the method (semantics rules 29 to 35)."""


class Base:
    step = 1

    def __init__(self, value):
        self.value = value
        self.count = 0

    def get(self, x):
        return self.value + x

    def bump(self, by):
        self.count += by
        return self.get(by) + self.kind(by)

    def kind(self, x):
        return x

    def total(self):
        return self.value + self.count


class First(Base):
    def kind(self, x):
        return x + 1


class Second(Base):
    def kind(self, x):
        return x * 2 + self.value


class Third(Base):
    def __init__(self, value):
        super().__init__(value)
        self.more = value

    def kind(self, x):
        self.more += x
        return self.more


class Late(Base):
    def kind(self, x):
        return -self.value


class Elsewhere(Base):
    """The same names, in other places."""

    def __init__(self, value):
        self.other = 0
        self.count = 0
        self.value = value


class Slots:
    __slots__ = ("count", "value")
    step = 2

    def __init__(self, value):
        self.value = value
        self.count = 1

    bump, get, kind, total = Base.bump, Base.get, Base.kind, Base.total


def loop(objects, n, when=-1, change=None):
    result = 0
    for i in range(n):
        if i == when:
            change(objects)
        o = objects[i % len(objects)]
        result += o.bump(i % 3) + o.value + o.total() + o.step
        o.value = o.value % 1000 + 1
    return result


def one_kind(objects, n):
    """The callee was seen with other classes than this caller has."""
    result = 0
    o = objects[0]
    for i in range(n):
        result += o.bump(i % 3)
        result += o.total()
    return result


def between(objects, n, change):
    """The argument changes what the method was found on, before the call."""
    result = 0
    for i in range(n):
        o = objects[i % len(objects)]
        result += o.kind(change(o) if i == n // 2 else i % 7)
    return result


def fresh():
    return [type(k.__name__, (k,), {})(i + 1) for i, k in enumerate((Base, First, Second, Third))]


def add_late(objects):
    objects.append(Late(5))


def add_elsewhere(objects):
    objects[1] = Elsewhere(7)


def add_slots(objects):
    objects[2] = Slots(9)


def override(objects):
    type(objects[1]).get = lambda self, x: 100


def override_in_base(objects):
    old, Base.get = Base.get, lambda self, x: self.value - x
    objects.append(First(1))
    restore.append(lambda: setattr(Base, "get", old))


def replace_code(objects):
    old, Base.get.__code__ = Base.get.__code__, (lambda self, x: self.value * x).__code__
    restore.append(lambda: setattr(Base.get, "__code__", old))


def hide(objects):
    objects[0].get = lambda x: 1000
    objects[3].kind = lambda x: 2000


def swap_class(objects):
    objects[0].__class__ = type(objects[1])


def swap_dict(objects):
    objects[2].__dict__ = {"count": 50, "value": 3}


def ask_dict(objects):
    objects[1].__dict__["value"] = 77


def describe(objects):
    type(objects[0]).value = property(lambda self: 4, lambda self, value: None)


def getattribute(objects):
    def always(self, name):
        return 6 if name == "value" else object.__getattribute__(self, name)

    type(objects[1]).__getattribute__ = always


def delete_value(objects):
    del objects[3].value
    type(objects[3]).value = 31


def class_step(objects):
    type(objects[2]).step = 40
    objects[1].step = 50


def change_kind(o):
    type(o).kind = lambda self, x: 10 ** 6 + x
    return 3


def hide_kind(o):
    o.kind = lambda x: 10 ** 7
    return 4


def change_class(o):
    o.__class__ = Late
    return 5


restore = []
for change in (None, add_late, add_elsewhere, add_slots, override, override_in_base, replace_code, hide, swap_class,
               swap_dict, ask_dict, describe, getattribute, delete_value, class_step):
    objects = fresh()
    print(change and change.__name__, loop(objects, 700), loop(objects, 500, 250, change or str),
          loop(objects, 300))
    print(one_kind(fresh()[2:], 300), one_kind(objects, 300))
    while restore:
        restore.pop()()
for change in (change_kind, hide_kind, change_class):
    for _ in range(3):
        print(change.__name__, between(fresh(), 700, change))
