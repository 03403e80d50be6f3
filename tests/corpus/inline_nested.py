# compiled: Pair.__init__, Pair.sum, make, nested, build
# inlined: Pair.__init__, Pair.sum, make
"""Inlined methods, an inlined __init__ and callees inlined into callees, all with operations that run Python code: frames
in between are found, kept and unwound; so is the instance that its __init__ has not finished (rules 1, 2, 5, 7, 18)."""

import sys
import traceback

act = None


class Number:
    def __init__(self, value):
        self.value = value

    def __getitem__(self, other):
        if act is not None:
            act()
        return self.value + other


class Pair:
    def __init__(self, a, b):
        self.first = b
        self.both = a[b]
        self.last = b - 1

    def sum(self, a):
        part = self.first * 2
        return part + a[self.last]


def make(a, b):
    pair = Pair(a, b)
    return pair.sum(a) + pair.both


def nested(a, b):
    c = make(a, b)
    return c + make(a, b + 1)


def build(n, a):
    total = 0
    for i in range(n):
        total += nested(a, i)
    return total


def run(what, n):
    global act
    act = what
    try:
        return build(n, Number(5))
    finally:
        act = None


print(run(None, 9000), run(None, 9000))
seen = []


def names():
    frame, out = sys._getframe(2), []
    while frame.f_code.co_name != "run":
        known = sorted((k, v if isinstance(v, int) else sorted(vars(v).items(), key=str)[0][0])
                       for k, v in frame.f_locals.items())
        out.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, known))
        frame = frame.f_back
    seen.append(out)


run(names, 2)
for line in seen:
    print(line)
del seen[:]

# one frame, or all, are kept
run(lambda: seen.append(sys._getframe(2)), 3)
print([(f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno, f.f_locals.get("b"), f.f_locals.get("part")) for f in seen])
print([getattr(f.f_locals["self"], "last", None) for f in seen])
del seen[:]
run(lambda: seen.append((sys._getframe(2), sys._getframe(3), sys._getframe(4))), 2)
print([[f.f_code.co_name for f in fs] for fs in seen], len({id(fs[1]) for fs in seen}), len({id(fs[2]) for fs in seen}))
print([fs[1].f_locals["b"] for fs in seen], [fs[2].f_locals.get("c", fs[2].f_locals.get("i")) for fs in seen])
del seen[:]
# only the outer one
run(lambda: seen.append(sys._getframe(4)), 2)
print([(f.f_code.co_name, f.f_locals["b"], f.f_locals["c"]) for f in seen], [a is b for a, b in zip(seen, seen[1:])])
del seen[:]


# it raises, at the first, second ... look
class Stop(Exception):
    pass


def after(count):
    def look():
        nonlocal count
        count -= 1
        if count == 0:
            raise Stop
    return look


for count in 1, 2, 3, 4, 5, 8:
    try:
        run(after(count), 9)
    except Stop as error:
        print([(f.f_code.co_name, line - f.f_code.co_firstlineno) for f, line in traceback.walk_tb(error.__traceback__)][2:])
        inner = [f for f, _ in traceback.walk_tb(error.__traceback__) if f.f_code.co_name in ("__init__", "sum")]
        print(sorted(vars(inner[0].f_locals["self"]).items()), inner[0].f_back is not None)


# __init__ that turns out to return something, and code that is changed in mid-call
def changed():
    Pair.__init__.__code__ = other.__code__


def other(self, a, b):
    self.first = self.both = self.last = 1000


code = Pair.__init__.__code__
print(run(changed, 3))
Pair.__init__.__code__ = code
print(run(None, 3))


# the limit
def deepest():
    def down(n):
        try:
            return down(n + 1)
        except RecursionError:
            return n
    seen.append(down(0))


run(deepest, 2)
run(deepest, 2)
print([seen[-8] - depth for depth in seen[-8:]])
