# compiled: Base.__init__, Base.value, Base.fail, Base.look, Left.__init__, Left.value, Left.fail, Left.look, Right.value, Both.value, Empty.__init__, instances, empty, failing, looking, changing, Changed.value, cells, Made.__init__, Made.value, made, Rebound.value, rebound, Words.__setitem__, Words.get, words, shadowed
# inlined: Base.__init__, Base.value, Left.value, Empty.__init__
"""super().method(...) as a known call: another class of self, another next class, methods and cells that change
meanwhile, `super` shadowed, exceptions on the way, frames that somebody looks at (semantics rules 3, 29, 45)."""
import sys
import traceback


class Base:
    def __init__(self, key):
        self.key = key

    def value(self):
        return self.key

    def fail(self, n):
        if n % 700 == 699:
            raise ValueError(n)
        return n

    def look(self, n):
        if n % 900 == 899:
            frame = sys._getframe(1)
            return sorted(frame.f_locals), frame.f_lineno, frame.f_code.co_name
        return None


class Left(Base):
    def __init__(self, key, weight):
        super().__init__(key)
        self.weight = weight

    def value(self):
        return super().value() * self.weight

    def fail(self, n):
        return super().fail(n) + 1

    def look(self, n):
        own = n + 1
        return super().look(own)


class Right(Base):
    def value(self):
        return super().value() + 1000


class Both(Left, Right):
    def value(self):
        return super().value() - 1


class Empty:
    def __init__(self, n):
        super().__init__()
        self.n = n


def instances(n, kinds):
    total = 0
    for i in range(n):
        item = kinds[i % len(kinds)](i, 3)
        total += item.value() + item.key
    return total


def empty(n):
    total = 0
    for i in range(n):
        total += Empty(i).n
    return total


def failing(n):
    item, caught, lines = Left(1, 2), 0, set()
    for i in range(n):
        try:
            item.fail(i)
        except ValueError as error:
            caught += error.args[0]
            lines.add(tuple((f.name, f.lineno, f.colno) for f in traceback.extract_tb(error.__traceback__)))
    return caught, sorted(lines)


def looking(n):
    item, seen = Left(1, 2), []
    for i in range(n):
        found = item.look(i)
        if found is not None:
            seen.append(found)
    return seen


print(instances(5000, [Left]))
print(instances(3000, [Left, Both]))
print(instances(3000, [Both]))
print(empty(5000))
print(failing(3000))
print(looking(3000))


# The next class's method is another one from now on; then the first class's own is.
def changing(n):
    item, total = Left(5, 7), 0
    for i in range(n):
        if i == 2000:
            Base.value = lambda self: -self.key
        if i == 3000:
            Base.value = abs_of = property(lambda self: lambda: 77)
        if i == 4000:
            del Base.value
        try:
            total += item.value()
        except AttributeError as error:
            total += len(str(error))
    return total


print(changing(5000))


# The cell __class__ is written to.
class Changed(Left):
    def value(self):
        return super().value() + 1

    def give(self, other):
        nonlocal_cell = [c for c in Changed.value.__closure__][0]
        nonlocal_cell.cell_contents = other


def cells(n):
    Base.value = lambda self: 4
    item, total = Changed(5, 7), 0
    for i in range(n):
        if i == 2000:
            item.give(Left)
        if i == 3000:
            item.give(Base)
        if i == 3500:
            item.give(3)
        if i == 4000:
            item.give(Changed)
        if i == 4500:
            del Changed.value.__closure__[0].cell_contents
        try:
            total += item.value()
        except (AttributeError, RuntimeError, TypeError) as error:
            total += len(str(error))
    return total


print(cells(5000))


# One code, several classes: what __class__ is differs from function to function.
def make(base):
    class Made(base):
        def __init__(self, key):
            super().__init__(key)
            self.more = key

        def value(self):
            return super().value() + self.more

    return Made


def made(n):
    kinds, total = [make(Base), make(make(Base)), make(Right)], 0
    for i in range(n):
        total += kinds[i * 3 // n](i).value()
    return total


Base.value = lambda self: self.key
print(made(6000))


# self is something else by the time of the call.
class Rebound(Base):
    def value(self, other):
        if other is not None:
            self = other
        return super().value()


def rebound(n):
    first, second, total = Rebound(3), Both(4, 5), 0
    for i in range(n):
        try:
            total += first.value(second if i > 4000 else Rebound(i) if i % 2 else None)
        except TypeError as error:
            total += len(str(error))
    return total


print(rebound(5000))


# Methods written in C, and of builtin types.
class Words(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value + 1)

    def get(self, key, default=0):
        return super().get(key, default)


def words(n):
    table = Words()
    for i in range(n):
        table[i % 50] = table.get(i % 50)
    return sum(table.values())


print(words(5000))


# Somebody's own super.
def shadowed(n):
    item, total = Left(2, 3), 0
    for i in range(n):
        if i == 3000:
            globals()["super"] = lambda: Base(11)
        total += item.value()
    del globals()["super"]
    return total


print(shadowed(5000))
