# compiled: Vec.__init__, Vec.dot, Vec.plus, Vec.scaled, Slotted.__init__, Holder.__init__, straight, slots, empty, nested, tuples, mutated, branches, failing, Checked.__init__, previous, leaves_in_the_middle, Answer.__init__, answers
"""Small objects that never leave their function, and what an exit makes of them: identity, order of
attributes, deaths, exceptions and tracebacks through __init__ (rules 29, 36, 53)."""

import sys
import traceback


class Vec:
    def __init__(self, x, y, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def plus(self, other):
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def scaled(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)


class Slotted:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


class Empty:
    pass


class Holder:
    def __init__(self, item):
        self.item = item
        self.same = item


def straight(n):
    total = 0.0
    for i in range(n):
        a = Vec(i * 0.5, 1.0, 2.0)
        b = a.scaled(0.25)
        c = a.plus(b)
        total += c.dot(a)
    return total, vars(a), vars(b), vars(c)


def slots(n):
    total = 0
    for i in range(n):
        p = Slotted(i, i + 1)
        p.left += p.right
        total += p.left
    return total, p.left, p.right


def empty(n):
    count = 0
    for i in range(n):
        e = Empty()
        f = Empty()
        count += (e is f) + (e is e) * 2
    return count, vars(e)


def nested(n):
    total = 0
    for i in range(n):
        v = Vec(i, i + 1, i + 2)
        h = Holder(v)
        h.item.x += 10
        total += v.x + h.same.y + (h.item is h.same) + (h.item is v)
    return total, h.item is v, h.same is v, vars(v)


def tuples(n):
    total = 0
    for i in range(n):
        pair = (i, i * 2)
        both = (pair, pair[1])
        total += both[0][0] + both[1] + len(both)
    return total, both, both[0] is pair


def mutated(n):
    total = 0
    v = Vec(1, 2, 3)
    for i in range(n):
        v.x += i
        v.y -= v.x & 3
        total += v.y
    return total, list(vars(v).items())


def branches(n):
    total = 0
    for i in range(n):
        v = Vec(i, 1, 1)
        if i % 3 == 0:
            v.x = -i
        elif i % 3 == 1:
            v.y = v.x
        else:
            v.z = i * 2
        while v.z > 0 and v.z < 5:
            v.z += 1
        total += v.x + v.y + v.z
    return total


def raising(n):
    for i in range(n):
        v = Vec(i, n - i - 1, 1)
        w = Holder(v)
        try:
            v.z = 100 // w.item.y
        except ZeroDivisionError:
            return i, vars(v), w.item is v, w.same is v


def failing(divisor):
    return Checked(divisor)


class Checked:
    def __init__(self, divisor):
        self.before = divisor
        self.value = 10 // divisor
        self.after = True


def previous(n):
    """The object of the turn before is still there when the next one is made."""
    last = None
    total = 0
    for i in range(n):
        v = Vec(i, i, i)
        if last is not None and i == n - 1:
            return total, last is v, last.x, v.x
        last = v
        total += last.y
    return total


def leaves_in_the_middle(n, k):
    total = 0
    for i in range(n):
        v = Vec(i, 2, 3)
        s = Slotted(v, i)
        if i == k:
            v.z = "text"
        total += len(str(v.z)) if i == k else v.z
        total += s.left.x
    return total, v.z, s.left is v


class Answer:
    def __init__(self, give):
        self.give = give
        if give:
            return give


def answers(n, give):
    for i in range(n):
        a = Answer(give if i == n - 1 else None)
    return a.give


for n in (1500, 3):
    print(straight(n), slots(n), empty(n))
    print(nested(n), tuples(n), mutated(n))
    print(branches(n), raising(n), previous(n))
print(leaves_in_the_middle(1500, -1), leaves_in_the_middle(1500, 1490))
for k in range(1200):
    failing(k + 1)
try:
    failing(0)
except ZeroDivisionError:
    traceback.print_exc(file=sys.stdout)
print(answers(1500, None))
try:
    answers(1500, 5)
except TypeError:
    traceback.print_exc(file=sys.stdout)
