# compiled: Vec.__init__, Vec.__add__, Vec.scaled, Slotted.__init__, Ray.__init__, Loud.__init__, Loud.__del__, show, returned, read, slotted, nested, sometimes, found, leaves, named_twice, before_last, counted, counted_first, best, rays, pairs, text_in_the_middle, fails, fails_outside, looked_at, loud, changed_class, other_class
"""Objects that a loop carries round (`v = v + w`): their fields are phis, an exit makes the object, and what
wants it behind the loop makes it once: identity, aliases, order of attributes, exceptions, classes that change
(rules 29, 36, 53)."""

import sys
import traceback


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def scaled(self, k):
        return Vec(self.x * k, self.y * k)


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Ray:
    def __init__(self, at, way):
        self.at = at
        self.way = way


class Loud:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        log.append(self.n)


log = []
kept = []


def show(v):
    return sorted(vars(v).items())


def returned(ws):
    v = Vec(0.0, 1.0)
    for w in ws:
        v = v + w
    return v


def read(n):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + i, v.y - 1)
    return v.x, v.y


def slotted(n):
    p = Slotted(0, 0.5)
    for i in range(n):
        p = Slotted(p.x + 1, p.y + p.x)
        if p.x == 700:
            p.y = 0.25
    return p


def nested(n):
    v = Vec(0.0, 0.0)
    w = Vec(0.5, 0.25)
    for i in range(n // 4):
        for j in range(4):
            v = v + w
        w = w.scaled(1.001)
    kept.append(v)
    return v.x, v.y, w.x, kept[-1] is v, v is w


def sometimes(n):
    v = Vec(0, 0)
    changes = 0
    for i in range(n):
        if i % 3 == 0:
            v = Vec(v.x + i, v.y + 1)
            changes += 1
        else:
            v.y -= 1
    return changes, v.x, v.y


def found(n, limit):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + i, i)
        if v.x > limit:
            break
    kept[:] = [v]
    return v.x, v.y, kept[0] is v


def leaves(n, limit):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + i, i)
        if v.x > limit:
            return v
    return None


def named_twice(n):
    """Two names for what the turn has made."""
    v = Vec(0, 1)
    last = None
    same = 0
    for i in range(n):
        new = Vec(v.x + 1, v.y)
        same += (last is v) + (new is v) * 1000
        last = v = new
        v.y += 1
        same += last.y - v.y
    return same, v is last, v is new, last.x, new.y


def before_last(n):
    a = Vec(1, 0)
    b = Vec(1, 1)
    for i in range(n):
        a, b = b, Vec((a.x + b.x) & 1023, i)
    return a.x, a.y, b.x, b.y, a is b


def counted(n, box):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + i, i)
    box[0] += 1
    return n, v


def counted_first(n, box):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + i, i)
    box[0] += 1
    return v == box


def best(n):
    """The one that is kept lives on beside the one of the turn."""
    top = Vec(-1, 0)
    for i in range(n):
        v = Vec(i * 7919 % 1009, i)
        if v.x > top.x:
            top = v
        v.y += 1
    return top.x, top.y, top is v


def rays(n):
    ray = Ray(Vec(0.0, 0.0), Vec(1.0, 0.5))
    for i in range(n):
        ray = Ray(ray.at + ray.way, ray.way.scaled(0.999))
    return ray.at.x, ray.at.y, ray.way.x


def pairs(n):
    a = 1
    state = (0, a)
    for i in range(n):
        x, y = state
        state = (y, (x + y) & 4095)
    return state, state[0] is state[1]


def text_in_the_middle(n, k):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + 1, "text" if i == k else i)
        if i == k + 1:
            w = v
    return show(v), k + 1 < n and k >= 0 and w.x


def fails(n, k):
    v = Vec(1, 0)
    try:
        for i in range(n):
            v = Vec(v.x + 10 // (k - i), v.y + 1)
    except ZeroDivisionError:
        return i, show(v), type(v).__name__
    return show(v)


def fails_outside(n, k):
    v = Vec(1, 0)
    for i in range(n):
        v = Vec(v.x + 10 // (k - i), v.y + 1)
    return v


def callee(k):
    names = sys._getframe(1).f_locals
    return k, sorted(names), show(names["v"])


def looked_at(n):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + i, v.y ^ i)
    seen = callee(v.x)
    v.x = "changed"
    return seen, show(v), show(sys._getframe().f_locals["v"])


def loud(n):
    v = Loud(0)
    for i in range(n):
        v = Loud(v.n + 1)
    return v.n


def changed_class(n, k):
    v = Vec(0, 0)
    for i in range(n):
        v = Vec(v.x + 1, i)
        if i == k:
            Vec.mark = i
    return show(v), getattr(v, "mark", None), type(v) is Vec


def other_class(items):
    v = Vec(0.0, 0.0)
    for w in items:
        v = v + w
    return show(v)


ones = [Vec(0.5, 0.25)] * 1500
for n in (1500, 3):
    print(show(returned(ones[:n])), read(n), vars(returned(ones[:n])))
    p = slotted(n)
    print(p.x, p.y, nested(n), sometimes(n), found(n, 900), found(n, 10 ** 9))
    print(show(leaves(n, 2)), leaves(n, 10 ** 9), named_twice(n), before_last(n), best(n))
    print(rays(n), pairs(n), looked_at(n), loud(n), len(log))
    del log[:]
    box = [0, 0]
    print(show(counted(n, box)[1]), counted_first(n, box), box)
    print(text_in_the_middle(n, -5), fails(n, -1), show(fails_outside(n, -1)), changed_class(n, -1))
for n in (0, 1, 2):
    print(show(returned(ones[:n])), read(n), pairs(n), found(n, 0), leaves(n, 0) and show(leaves(n, 0)))
for k in (0, 1, 700, 1499):
    print(text_in_the_middle(1500, k), fails(1500, k))
    try:
        fails_outside(1500, k)
    except ZeroDivisionError:
        traceback.print_exc(file=sys.stdout)
print(other_class(ones), other_class(ones + [Vec(1, 2 ** 70)] + ones), other_class([Slotted(1, 2)] + ones + [Slotted(3, "4" and 4)]))
try:
    other_class(ones + [Slotted(1, "two")])
except TypeError:
    traceback.print_exc(file=sys.stdout)
print(changed_class(1500, 1400), changed_class(1500, 3))
del Vec.mark
Vec.__del__ = lambda self: log.append(self.x)
print(read(20), len(log), log[-1])
del Vec.__del__
print(read(1500), len(log))
