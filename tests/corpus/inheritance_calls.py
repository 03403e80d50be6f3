# compiled: Base.run, Left.run, Right.run, Both.run, total
"""super() chains, multiple inheritance, mixins and overriding at several levels, called hot."""


class Base:
    def __init__(self, n):
        self.n = n
        self.log = []

    def run(self, x):
        return x + self.n

    def name(self):
        return "Base"


class Left(Base):
    def run(self, x):
        return super().run(x) * 2

    def name(self):
        return "Left:" + super().name()


class Right(Base):
    def run(self, x):
        return super().run(x) + 0.5

    def name(self):
        return "Right:" + super().name()


class Both(Left, Right):
    def __init__(self, n):
        super().__init__(n)
        self.extra = 1

    def run(self, x):
        return super().run(x) - self.extra

    def name(self):
        return "Both:" + super(Both, self).name()


class Mixin:
    def twice(self, x):
        return self.run(self.run(x))


class All(Mixin, Both):
    pass


def total(things, n):
    result = 0
    for i in range(n):
        for thing in things:
            result += thing.run(i)
    return result


things = [Base(1), Left(2), Right(3), Both(4), All(5)]
print(total(things, 400), [thing.name() for thing in things], All(1).twice(3), [c.__name__ for c in All.__mro__])
Right.run = lambda self, x: 100
print(total(things, 10))
All.__bases__ = (Mixin, Left)
print(total(things, 10), things[4].name())
