# compiled: Metre.__init__, Metre.__add__, Metre.__mul__, Metre.__lt__, Metre.__le__, Foot.__init__, Foot.__radd__, Foot.__rmul__, Foot.__rsub__, Foot.__gt__, Foot.__iand__, Foot.__and__, Foot.__lshift__, Inch.__radd__, apply, add, multiply, subtract, shift, and_in_place, add_in_place, less, less_or_equal, loop, all_pairs, hot
"""Operators between two classes, and between an instance and a number: who is asked, in which order, and what
NotImplemented leads to; methods deleted and added in mid-loop."""
import operator


class Metre:
    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        if isinstance(other, Foot):
            return Metre(self.v + other.v * 0.25)
        return NotImplemented

    def __mul__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented

    def __le__(self, other):
        return self.v <= other.v if isinstance(other, (Metre, Foot)) else NotImplemented


class Foot:
    def __init__(self, v):
        self.v = v

    def __radd__(self, other):
        return ("Foot.radd", type(other).__name__, self.v)

    def __rmul__(self, other):
        return ("Foot.rmul", type(other).__name__, self.v)

    def __rsub__(self, other):
        return self.v - other if isinstance(other, float) else "Foot.rsub"

    def __gt__(self, other):
        return ("Foot.gt", type(other).__name__)

    def __iand__(self, other):
        return NotImplemented

    def __and__(self, other):
        return ("Foot.and", type(other).__name__)

    def __lshift__(self, n):
        return Foot(self.v * 2) if isinstance(n, int) else NotImplemented


class Inch(Foot):
    def __radd__(self, other):
        return "Inch.radd"


class Mute:
    pass


def apply(function, a, b, n):
    result = None
    for _ in range(n):
        result = function(a, b)
    return getattr(result, "v", result)


def add(a, b):
    return a + b


def multiply(a, b):
    return a * b


def subtract(a, b):
    return a - b


def shift(a, b):
    return a << b


def and_in_place(a, b):
    a &= b
    return a


def add_in_place(a, b):
    a += b
    return a


def less(a, b):
    return a < b


def less_or_equal(a, b):
    return a <= b


def loop(a, b, n):
    total = 0.0
    for _ in range(n):
        total += (a + b).v
        total += 2.5 - b
    return total


functions = [add, multiply, subtract, shift, and_in_place, add_in_place, less, less_or_equal]
operands = [Metre(1.0), Foot(2.0), Inch(3.0), Mute(), 4, 5.0, None, "s", (1,)]


def all_pairs(n):
    for function in functions:
        for a in operands:
            for b in operands:
                try:
                    answer = apply(function, a, b, n)
                except (TypeError, AttributeError) as error:
                    answer = str(error)
                print(function.__name__, type(a).__name__, type(b).__name__, answer)


# Each pair long enough by itself to be seen as the only one.
def hot(function, a, b):
    scope = {}
    sign = {add: "+", multiply: "*", subtract: "-", less: "<", less_or_equal: "<=", shift: "<<"}[function]
    exec(f"def go(a, b, n):\n    out = None\n    for i in range(n):\n        out = a {sign} b\n    return out", scope)
    try:
        answer = scope["go"](a, b, 400)
    except TypeError as error:
        answer = str(error)
    return getattr(answer, "v", answer)


all_pairs(30)
for function in (add, multiply, subtract, less, less_or_equal, shift):
    print([hot(function, a, b) for a in operands[:6] for b in operands[:6]])
for turn in range(3):
    print(loop(Metre(1.0), Foot(2.0), 400))

del Metre.__add__
try:
    print(loop(Metre(1.0), Foot(2.0), 400))
except AttributeError as error:
    print(error)
Metre.__add__ = lambda self, other: Metre(7.0)
print(loop(Metre(1.0), Foot(2.0), 400))
Foot.__rsub__ = lambda self, other: 1000
print(loop(Metre(1.0), Foot(2.0), 400))
Metre.__add__ = operator.attrgetter("v")
try:
    print(loop(Metre(1.0), Foot(2.0), 400))
except (TypeError, AttributeError) as error:
    print(error)
Metre.__radd__ = Metre.__add__
print(len(str(all_pairs(4))))
