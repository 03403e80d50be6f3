# compiled: Base.__init__, Base.score, Base.bump, Base.twice, Left.score, Right.score, Slots.__init__, Slots.score, Slots.bump, loop, chosen, short_lived
"""Attributes and methods at sites that see two to five classes: each has its own way, what is none of
them the generic one; and classes, methods and instances that change in the middle of the loop
(semantics rules 29 to 35)."""


class Base:
    tag = "base"

    def __init__(self, value):
        self.value = value
        self.count = 0

    def score(self, x):
        return self.value + x

    def bump(self):
        self.count += 1
        return self

    @property
    def twice(self):
        return self.value * 2


class Left(Base):
    tag = "left"

    def score(self, x):
        return self.value - x


class Right(Base):
    def __init__(self, value):
        self.extra = 1
        super().__init__(value)

    def score(self, x, y=3):
        return self.value * x + y


class Slots:
    __slots__ = ("value", "count")
    tag = "slots"
    twice = -1

    def __init__(self, value):
        self.value = value
        self.count = 0

    def score(self, x):
        return x

    def bump(self):
        self.count += 2
        return self


class Dynamic(Base):
    def __getattr__(self, name):
        return 0.5


class Raising(Base):
    def score(self, x):
        raise ValueError("score %d" % x)


def loop(objects, n, when=-1, change=None):
    total = 0
    tags = {}
    for i in range(n):
        if i == when:
            change(objects)
        o = objects[i % len(objects)]
        total += o.score(i % 5) + o.value + o.twice
        o.count = o.count + 1
        total += o.bump().count
        tags[o.tag] = tags.get(o.tag, 0) + 1
    return total, tags


def chosen(objects, n):
    """The arguments come between the method and its call, and look at the object too."""
    total = 0
    for i in range(n):
        o = objects[i % len(objects)]
        total += o.score(o.bump().value if i % 3 else o.twice)
    return total


def fails(objects, n):
    caught = []
    for i in range(n):
        o = objects[i % len(objects)]
        try:
            o.score(i)
        except (ValueError, AttributeError, TypeError) as error:
            caught.append("%s %d" % (error, error.__traceback__.tb_next.tb_lineno
                                     if error.__traceback__.tb_next else 0))
    return caught[:1], caught[-1:], len(caught)


def fresh(n):
    kinds = [type(k.__name__, (k,), {"__slots__": ()} if k is Slots else {})
             for k in (Base, Left, Right, Slots, Dynamic)[:n]]
    return [k(i + 1) for i, k in enumerate(kinds)]


def shadow(objects):
    objects[0].score = lambda x: 1000


def replace_method(objects):
    type(objects[1]).score = lambda self, x: 2000


def replace_property(objects):
    type(objects[0]).twice = 5


def swap_class(objects):
    objects[0].__class__ = type(objects[1])


def new_class(objects):
    objects.append(Raising(3))
    del objects[1]


def add_int(objects):
    objects[0] = 17


def new_dict(objects):
    objects[1].__dict__ = {"value": 50, "count": 5, "tag": "own"}


def delete_value(objects):
    del objects[0].value


def other_code(objects):
    type(objects[1]).score.__code__ = (lambda self, x: 3000).__code__


for n in 2, 3, 4, 5:
    print(n, loop(fresh(n), 3000), chosen(fresh(n), 2000))
    for change in (shadow, replace_method, replace_property, swap_class, new_class, add_int, new_dict,
                   delete_value):
        try:
            print(n, change.__name__, loop(fresh(n), 60, 30, change))
        except (AttributeError, TypeError, ValueError) as error:
            print(n, change.__name__, type(error).__name__, error)
    print(n, loop(fresh(n), 60))
print(fails([Raising(1), Left(2), Raising(3), Slots(4)], 900))
print(fails([Raising(1), 5, "s"], 900))
old = Left.score.__code__
objects = [Base(1), Left(2), Slots(3)]
print(loop(objects, 2000), loop(objects, 60, 30, other_code))
Left.score.__code__ = old
print(loop(objects, 60))


def short_lived(n):
    """Classes that die while the code for them lives."""
    total = 0
    for i in range(n):
        a = type("A", (Base,), {"tag": "a%d" % (i % 3)})(i)
        b = type("B", (Left,), {})(i)
        total += loop([a, b], 4)[0]
    return total


print(short_lived(40))
