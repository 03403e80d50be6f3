# compiled: count, kinds, numbers, added
"""isinstance of objects whose classes are known is decided while compiling; classes that answer for themselves, change,
or are rebound are asked (semantics rules 30, 35)."""
import abc


class Base:
    pass


class Left(Base):
    pass


class Right(Base):
    def __init__(self, value=0):
        self.value = value

    def __add__(self, other):
        if isinstance(other, Right):
            return Right(self.value + other.value)
        return NotImplemented


class Liar:
    @property
    def __class__(self):
        return Left


class Asked(abc.ABC):
    pass


class Meta(type):
    def __instancecheck__(cls, instance):
        return instance is not None


class Odd(metaclass=Meta):
    pass


def count(items, n):
    found = 0
    for i in range(n):
        if isinstance(items[i % len(items)], Base):
            found += 1
    return found


def kinds(item, n):
    total = 0
    for i in range(n):
        total += isinstance(item, Left) + 2 * isinstance(item, Right) + 4 * isinstance(item, object)
        total += 8 * isinstance(item, Asked) + 16 * isinstance(item, Odd) + 32 * isinstance(item, (Left, int))
    return total


def numbers(n):
    total = 0
    for i in range(n):
        total += isinstance(i, int) + 2 * isinstance(i, float) + 4 * isinstance(i > 5, int) + 8 * isinstance("", str)
    return total


def added(n):
    total = Right(0)
    one = Right(1)
    for i in range(n):
        total = total + one
    return total.value


print(numbers(5000), added(5000))
for items in ([Left()], [Left(), Right()], [Left(), 1], [Liar()], [Liar(), None, Base()], [3, "s"], [Left(), Liar()]):
    print(count(items, 3000), end=" ")
print()
for item in (Left(), Right(), Liar(), 3, True, None, 2.5):
    print(kinds(item, 600), end=" ")
print()

# Its class is assigned; becomes a virtual subclass; inherits a __class__; the name is another class.
item = Left()
print(kinds(item, 2000), end=" ")
item.__class__ = Right
print(kinds(item, 2000), end=" ")
Asked.register(Right)
print(kinds(item, 2000), end=" ")
Right.__bases__ = (Liar,)
print(kinds(item, 2000), end=" ")
Right.__bases__ = (Base,)
Left, Right = Right, Left
print(kinds(item, 2000), end=" ")
Base = int
print(count([item], 2000), count([item, 5], 2000))


def under_way(n):
    item = Right()
    total = 0
    for i in range(n):
        if i == n - 100:
            Right.__bases__ = (Liar,)
        total += isinstance(item, Left) + 2 * isinstance(item, Right)
    return total


print(under_way(3000))
