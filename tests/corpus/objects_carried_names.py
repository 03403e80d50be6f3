# compiled: Vec.__init__, Vec.plus, show, at_the_head, in_the_middle, three, apart, behind, look, fails
"""An object that a loop carries round under two names, of which the compiled code uses one: what an exit, or
somebody who looks at the locals, finds under both is one object (rules 29, 36, 53)."""

import sys


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, k):
        return Vec(self.x + k, self.y)


def show(v):
    return sorted(vars(v).items())


def at_the_head(n, k):
    v = Vec(0, 0)
    for i in range(n):
        if i == k:
            d = locals()
            return d.get("new") is d["v"], show(d["v"]), "new" in d and show(d["new"])
        new = Vec(v.x + 1, v.y)
        v = new
        v.y += 2
    return v


def in_the_middle(n, k):
    v = Vec(0, 0)
    new = "before"
    for i in range(n):
        v.y += 2
        if i == k:
            d = locals()
            return d["new"] is v, show(v), d["new"] if i == 0 else show(d["new"])
        v = new = v.plus(1)
    return v.x, v.y


def three(n, k):
    v = Vec(0, 0)
    first = second = None
    for i in range(n):
        if i == k:
            d = locals()
            return d["first"] is d["second"], d["second"] is v, show(v)
        first = second = v = Vec(v.x + i, v.y - 1)
    return v.x, v.y


def apart(n, k):
    """In one turn of two the other name is left alone."""
    v = Vec(0, 0)
    new = Vec(-1, -1)
    for i in range(n):
        if i == k:
            d = locals()
            return d["new"] is v, show(v), show(d["new"])
        if i & 1:
            v = Vec(v.x + i, v.y)
        else:
            new = v = Vec(v.x, v.y + i)
    return v.x, v.y


def behind(n, seen):
    v = Vec(0, 0)
    for i in range(n):
        new = v.plus(i)
        v = new
    seen(v.x)
    v.y = "later"
    return v


def look(x):
    names = sys._getframe(1).f_locals
    found.append((x, names["new"] is names["v"], show(names["new"])))


def fails(n, k):
    v = Vec(0, 1)
    for i in range(n):
        try:
            v.y = 10 // (k - i)
        except ZeroDivisionError:
            d = locals()
            return d["new"] is d["v"], show(v)
        new = Vec(v.x + v.y, 1)
        v = new
    return v.x, v.y


found = []
for run in (at_the_head, in_the_middle, three, apart, fails):
    for k in range(30):
        run(200, -1)
    result = run(1500, -1)
    print(run.__name__, show(result) if type(result) is Vec else result)
    for k in (1, 2, 700, 701, 1499):
        print(k, run(1500, k))
print(at_the_head(1500, 0), in_the_middle(1500, 0), three(1500, 0), apart(1500, 0))
for k in range(30):
    behind(200, look)
print(show(behind(1500, look)), found[0], found[-1], len(found))
