# compiled: ev, kind, only, attempt, Liar.__class__, Picky.__instancecheck__, Square.__init__, chosen, two, twice, changing, Pair.__init__, paint, many
"""Class patterns over nodes of several classes: what was seen at them, and then what was not (guards that fail):
attributes that are missing or move, classes that are replaced, other __match_args__, classes that lie."""
import abc
import enum
import traceback
from collections import namedtuple
from dataclasses import dataclass


@dataclass
class Num:
    v: float


@dataclass
class Bin:
    op: str
    l: object
    r: object


@dataclass(slots=True)
class Var:
    name: str


class Neg:
    __match_args__ = ("arg",)
    sign = -1

    def __init__(self, arg):
        self.arg = arg


class Loud(Neg):
    def __init__(self, arg):
        self.noise = "!"
        super().__init__(arg)


def ev(e, env):
    match e:
        case Num(v):
            return v
        case Var(name):
            return env[name]
        case Bin("+", l, r):
            return ev(l, env) + ev(r, env)
        case Bin("*" | "x" as op, l, r):
            return ev(l, env) * ev(r, env)
        case Neg(sign=s, arg=a):
            return s * ev(a, env)
    return None


def kind(x):
    match x:
        case bool(b):
            return "bool", b
        case int(i):
            return "int", i
        case str(s):
            return "str", s
        case [a, b]:
            return "two", a, b
        case {"k": v, "w": w}:
            return "map", v, w
        case {"k": v, **rest}:
            return "k", v, rest
        case Neg():
            return "neg"
        case Num(v=v):
            return "num", v
    return "?"


def only(x):
    match x:
        case Num(v):
            return v
    return None


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return traceback.format_exc()


tree = Bin("+", Bin("*", Num(2.0), Var("x")), Neg(Num(3.0)))
for i in range(1500):
    total = ev(tree, {"x": i})
    only(Num(i)), only(3)
print(total, only(Num(8)))

# Classes that were not seen before.
print(ev(Loud(Num(4.0)), {}), ev(Bin("+", Loud(Var("y")), Num(0.5)), {"y": 2}), ev("none", {}), ev(Bin("?", 1, 2), {}))
things = [True, 3, "s", (1, 2), [3, 4], {"k": 1, "w": 2}, {"k": 1, "z": 2}, {"w": 1}, Neg(1), Loud(2), Num(3), 2.5, None]
for i in range(400):
    kinds = [kind(x) for x in things]
print(kinds)


class Str(str):
    pass


class Dict(dict):
    def get(self, key, default=None):
        return key * 2


class Int(int):
    pass


print(kind(Str("sub")), kind(Int(5)), kind(Dict(k=1, q=2)), kind(range(2)), kind(b"ab"))

# An attribute that is not there: no match.
bare = Num(1)
del bare.v
print(only(bare), ev(bare, {}), only(Num(2)))
other = Num(5)
other.__dict__ = {"w": 1, "v": 7}
print(only(other), [only(other) for _ in range(3)])

# A class that says it is another, and one that refuses.
class Liar:
    v = 11

    @property
    def __class__(self):
        return Num


class Sly:
    v = 12

    def __getattribute__(self, name):
        return Num if name == "__class__" else object.__getattribute__(self, name)


print(only(Liar()), only(Sly()), [only(x) for x in (Liar(), Num(1), Sly(), 4)])


class Picky(type):
    def __instancecheck__(cls, x):
        return x == 5 or type(x) is str


class Chosen(metaclass=Picky):
    pass


class Shape(abc.ABC):
    __match_args__ = ("size",)


class Square(Shape):
    def __init__(self, size):
        self.size = size


class Circle(Square):
    pass


def chosen(x):
    match x:
        case Chosen():
            return "chosen"
        case Square(n) | Shape(size=n):
            return n
    return "no"


for i in range(1500):
    chosen(5), chosen(Square(i)), chosen(Circle(2)), chosen(1)
print(chosen(5), chosen("s"), chosen(6), chosen(Chosen()), chosen(Square(3)), chosen(Circle(4)))
Shape.register(float)
print(attempt(chosen, 2.5))
abc.ABCMeta.__match_args__ = ("real",)
print(chosen(Square(3)))
del abc.ABCMeta.__match_args__, Shape.__match_args__
print(attempt(chosen, Square(3)), chosen(1))
Square.__match_args__ = ("__class__",)
print(chosen(Square(3)), chosen(Circle(3)))


# Errors.
def two(x):
    match x:
        case Num(a, b):
            return a, b
    return None


def twice(x):
    match x:
        case Num(a, v=b):
            return a, b
    return None


def nothing(x):
    match x:
        case total(1):
            return 1
    return None


for i in range(1500):
    two(i), twice(i)
print(attempt(two, Num(1)), attempt(twice, Num(1)), attempt(nothing, 4))
for args in ["v"], ("v", 3), (3,), None, ("w", "v"):
    Num.__match_args__ = args
    print(attempt(only, Num(1)), attempt(two, Num(1)), only(4))
Num.__match_args__ = ("v",)
print(only(Num(1)))


# What changes while it runs.
def changing(n):
    seen = []
    for i in range(n):
        match Pair(i, -i):
            case Pair(a, b):
                if i % 500 == 0:
                    seen.append((a, b))
            case x:
                seen.append(x)
        if i == n // 2:
            change()
    return seen


class Pair:
    __match_args__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b


def swap():
    Pair.__match_args__ = ("b", "a")


def properties():
    Pair.a = property(lambda self: "a", lambda self, value: None)


def replace():
    global Pair

    class Pair(Pair):
        def __init__(self, b, a):
            self.b, self.a = b, 100


def shadow():
    global Pair
    keep = Pair
    Pair = lambda a, b: keep(a, b)


change = lambda: None
print(changing(2000))
for change in swap, replace, properties, shadow:
    print(attempt(changing, 2000))


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


Point = namedtuple("Point", "x y")


class Far(Point):
    pass


def paint(x):
    match x:
        case Colour.RED:
            return "red"
        case Colour():
            return "other", x.value
        case Point(x=0, y=y):
            return "axis", y
        case Point(x, y):
            return x, y
    return x


for i in range(1500):
    for x in Colour.RED, Colour.BLUE, Point(0, i), Point(i, 1), Far(2, 3), i:
        paint(x)
print([paint(x) for x in (Colour.RED, Colour.BLUE, Point(0, 5), Point(5, 1), Far(2, 3), (1, 2), 4)])


def many(x):
    match x:
        case A0(v): return 0, v
        case A1(v): return 1, v
        case A2(v): return 2, v
        case A3(v): return 3, v
        case A4(v): return 4, v
        case A5(v): return 5, v
        case A6(v): return 6, v
    return x


class A:
    __match_args__ = ("v",)

    def __init__(self, v):
        self.v = v


for i in range(7):
    globals()[f"A{i}"] = type(f"A{i}", (A,), {})
all_of_them = [A0(0), A1(1), A2(2), A3(3), A4(4), A5(5), A6(6), A(7)]
for i in range(300):
    found = [many(x) for x in all_of_them]
print(found[:7], type(found[7]))
A3.__class__  # unchanged
all_of_them[3].__class__ = A5
print(many(all_of_them[3]), many(Liar()).__class__, many(3))
