# compiled: mixed_0, mixed_1, mixed_2, mixed_3
"""A call of a method that the interpreter has specialised for a class with a dict, and then for one without: what the
first left in the cache says nothing of the second (semantics rule 29)."""


class Plain:
    def __init__(self, size):
        self.size = size

    def area(self):
        return self.size * 3


class Slotted:
    __slots__ = ("size",)

    def __init__(self, size):
        self.size = size

    def area(self):
        return self.size * 5


TEXT = """
def mixed_{0}(shapes):
    total = 0
    for shape in shapes:
        total += shape.area()
    return total
"""


def make(number):
    scope = {"__name__": __name__}
    exec(TEXT.format(number), scope)
    return scope["mixed_%d" % number]


def other_area(self):
    return self.size * 7


# How many of each come before both do, so that some function is compiled in each state of the cache.
FUNCTIONS = [(make(0), 20, 200), (make(1), 60, 70), (make(2), 100, 150), (make(3), 10, 1000)]


def main():
    plain, slotted = [Plain(k) for k in range(50)], [Slotted(k) for k in range(50)]
    both = [shape for pair in zip(plain, slotted) for shape in pair]
    for mixed, first, second in FUNCTIONS:
        print(mixed(plain[:1] * first), mixed(slotted[:2] * second))
        print(sum(mixed(both) for _ in range(60)))
        print(sum(mixed(slotted) for _ in range(60)))
    area, Slotted.area = Slotted.area, other_area
    print([mixed(both) for mixed, _, _ in FUNCTIONS])
    Slotted.area = area
    plain[3].area = lambda: 1000000
    print([mixed(both) for mixed, _, _ in FUNCTIONS])


main()
