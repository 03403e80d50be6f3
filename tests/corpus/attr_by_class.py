# compiled: Shape.__init__, Shape.double, Shape.area, Slotted.total, constants, properties, methods, slots, fresh, other, Other.double, Other.area, Raises.absent, Raises.__getattr__
"""Attributes that the class alone tells: constants of the class read through instances, properties,
slots, methods; and all that may change it in the middle of a loop (semantics rules 29 to 34)."""


class Shape:
    SIDES = 3
    scale = 1.5
    table = [1, 2, 3]
    label = "shape"

    def __init__(self, width):
        self.width = width

    @property
    def double(self):
        return self.width * 2

    def area(self):
        return self.width * self.SIDES


class Slotted:
    __slots__ = ("a", "b")
    KIND = 7

    def __init__(self, a):
        self.a = a
        self.b = a + 1

    @property
    def total(self):
        return self.a + self.b


def constants(shape, n, when=-1, change=None):
    total = 0
    for i in range(n):
        if i == when:
            change(shape)
        total += shape.SIDES * shape.scale + len(shape.table) + len(shape.label)
    return total


def properties(shape, n, when=-1, change=None):
    total = 0
    for i in range(n):
        if i == when:
            change(shape)
        total += shape.double
    return total


def methods(shape, n, when=-1, change=None):
    total = 0
    for i in range(n):
        if i == when:
            change(shape)
        total += shape.area()
    return total


def slots(s, n, when=-1, change=None):
    total = 0
    for i in range(n):
        if i == when:
            change(s)
        s.a = s.a + 1
        total += s.a + s.b + s.KIND + s.total
    return total


def fresh():
    """A class of its own, so that a change hurts nobody else."""
    return type("Fresh", (Shape,), {})(2)


def set_on_instance(shape):
    shape.SIDES = 10
    shape.scale = 0.25
    shape.label = "x"


def set_on_class(shape):
    type(shape).SIDES = 11
    type(shape).scale = 2


def set_on_base(shape):
    old = Shape.SIDES
    Shape.SIDES = 12
    undo.append(lambda: setattr(Shape, "SIDES", old))


def replace_dict(shape):
    shape.__dict__ = {"width": 5, "SIDES": 20}


def touch_dict(shape):
    shape.__dict__["label"] = "longer label"


def become_other(shape):
    shape.__class__ = Other


def property_replaced(shape):
    type(shape).double = property(lambda self: -self.width)


def property_to_value(shape):
    type(shape).double = 4


def property_initialised_again(shape):
    type(shape).double = again = property(lambda self: 1)
    again.__init__(lambda self: 2)


def getter_code(shape):
    def other(self):
        return self.width * 100
    old = Shape.double.fget.__code__
    Shape.double.fget.__code__ = other.__code__
    undo.append(lambda: setattr(Shape.double.fget, "__code__", old))


def method_on_instance(shape):
    shape.area = lambda: 1


def method_on_class(shape):
    type(shape).area = lambda self: 2


def method_deleted(shape):
    type(shape).area = lambda self: 3
    del type(shape).area


def getattribute(shape):
    type(shape).__getattribute__ = lambda self, name: 3 if name != "table" else "ab"


class Other(Shape):
    SIDES = 100
    label = "other"

    @property
    def double(self):
        return 1000

    def area(self):
        return 2000


undo = []
for loop, changes in [
    (constants, [set_on_instance, set_on_class, set_on_base, replace_dict, touch_dict, become_other]),
    (properties, [property_replaced, property_to_value, property_initialised_again, getter_code,
                  replace_dict, become_other]),
    (methods, [method_on_instance, method_on_class, method_deleted, replace_dict, become_other]),
]:
    print(loop.__name__, loop(Shape(2), 3000))
    for change in changes:
        try:
            print(loop.__name__, change.__name__, loop(fresh(), 40, 20, change), loop(Shape(2), 5))
        except (AttributeError, TypeError) as error:
            print(loop.__name__, change.__name__, error)
        while undo:
            undo.pop()()
for loop in constants, properties, methods:
    shape = fresh()
    try:
        print(loop.__name__, loop(shape, 20, 10, getattribute))
    except TypeError as error:
        print(type(error).__name__)


def unset(s):
    del s.b


def set_b(s):
    s.b = 3.5


print(slots(Slotted(1), 3000), slots(Slotted(1), 40, 20, set_b))
try:
    slots(Slotted(1), 40, 20, unset)
except AttributeError as error:
    print(error)


class Raises:
    @property
    def bad(self):
        raise ValueError("from the getter")

    @property
    def absent(self):
        return self.nothing

    def __getattr__(self, name):
        return "got " + name


def getters(o, n):
    seen = []
    for i in range(n):
        try:
            o.bad
        except ValueError as error:
            seen.append(error.__traceback__.tb_next.tb_frame.f_code.co_name)
        seen.append(o.absent)
    return seen[-2:]


print(getters(Raises(), 200))
print(sum(Other(i).area() for i in range(300)), methods(Other(4), 300))
