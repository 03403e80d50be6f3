# compiled: Vec.__init__, Vec.__add__, Pair.__init__, Pair.__add__, Last.__add__, LastPair.__add__, walk_slots, walk_values
"""An exit makes an object whose fields are loop variables that other locals may share: the numbers have to be there first."""


class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)


class Pair:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Pair(self.x + other.x, self.y + other.y)


class Last(Vec):
    def __add__(self, other):
        return Vec(other.y, other.x)


class LastPair(Pair):
    def __add__(self, other):
        return Pair(other.y, other.x)


def walk_slots(total, n, scale):
    for i in range(n):
        total += Vec(scale, i)
        i = len(str(i))
        scale *= i + 1
    return total.x, total.y


def walk_values(total, n, scale):
    for i in range(n):
        total += Pair(scale, i)
        i = len(str(i))
        scale *= i + 1
    return total.x, total.y


for turn in range(1300):
    slots, values = walk_slots(Vec(0.5, 0), 4, 1.5), walk_values(Pair(0.5, 0), 4, 1.5)
    if turn in (1250, 1251, 1290):
        print(slots, values)
        # a class that was not seen leaves at the addition, with the other operand not made
        print(walk_slots(Last(0.5, 0), 1, 1.5), walk_values(LastPair(0.5, 0), 1, 1.5))
        print(walk_slots(Last(0.5, 0), 3, 1.5), walk_values(LastPair(0.5, 0), 3, 1.5))
