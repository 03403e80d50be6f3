# compiled: Base.step, Child.step, Child.in_loop, Child.rebound, Child.deleted, Child.captured, inner, Child.comprehended, no_arguments, drive, attempt
# hot: Base.step, drive
"""super() without arguments, its errors, and __class__ itself, in hot methods (semantics rule 3)."""


class Base:
    def step(self, n):
        return n + 1


class Child(Base):
    def step(self, n):
        return super().step(n) + 2

    def in_loop(self, n):
        total = 0
        for i in range(n):
            total += super().step(i)
        return total

    def rebound(self, n):
        self = n
        return super().step(1)

    def deleted(self):
        del self
        return super().step(1)

    def captured(self, n):
        def inner():
            return self
        return super().step(n) if inner() is self else None

    def comprehended(self, n):
        return [super().step(i) for i in range(n)]


def no_arguments():
    return super().step


def drive(child, n):
    total = 0
    for i in range(n):
        total += child.step(i) + child.captured(i)
    return total


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (TypeError, RuntimeError) as error:
        return type(error).__name__, str(error)


child = Child()
print(drive(child, 6000), child.in_loop(6000))
for _ in range(1600):
    results = [attempt(f, *a) for f, a in ((child.rebound, (3,)), (child.deleted, ()),
               (child.comprehended, (3,)), (no_arguments, ()))]
print(results)
