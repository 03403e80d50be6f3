# compiled: add, get, item, put, fill, total, chain, deep, deeper
# inlined: get, item, put
"""Inlined callees that run Python code themselves: whoever looks finds their frames, with their lines and locals,
and frame objects that are kept get their values when the callee returns (rules 1, 2, 5, 7)."""

import gc
import sys
import traceback


def stack(depth=1):
    """Names, lines and locals from the caller of our caller outwards."""
    frame, out = sys._getframe(depth + 1), []
    while frame.f_code.co_name != "<module>":
        names = sorted((k, v) for k, v in frame.f_locals.items() if isinstance(v, (int, float)))
        out.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, names))
        frame = frame.f_back
    return out


seen = []
kept = []
act = None


class Number:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        if act is not None:
            act()
        return self.value + other

    def __getitem__(self, index):
        if act is not None:
            act()
        return self.value * index

    @property
    def twice(self):
        if act is not None:
            act()
        return self.value * 2


class Dying:
    def __del__(self):
        if act is not None:
            act()


class Holder:
    thing = None


def add(a, b):
    c = b + 1
    return a + c


def get(a, b):
    c = b * 3
    return a.twice + c


def item(a, b):
    c = b - 1
    d = a[c]
    return d + c


def put(holder, b):
    c = b + 2
    holder.thing = Dying()
    return c


def fill(b):
    c = [b, b]
    return [c, b]


def deep(a, b):
    c = b * 5
    d = add(a, c)
    return d + c


def deeper(a, b):
    c = deep(a, b)
    return c + deep(a, c)


def total(n, number, holder):
    total = 0
    for i in range(n):
        total += add(number, i) + get(number, i)
        total -= item(number, i)
        total += put(holder, i)
        total += len(fill(i))
    return total


def chain(n, number):
    total = 0
    for i in range(n):
        total += deeper(number, i)
    return total


def run(what, n=60):
    global act
    act = what
    holder = Holder()
    try:
        return total(n, Number(7), holder), chain(n, Number(3))
    finally:
        act = None


print(run(None, 12000))
del seen[:]

# who looks
run(lambda: seen.append(stack()), 3)
for line in seen:
    print(line)

# who keeps: the frame has its values, and its line, when the callee has returned
run(lambda: kept.append(sys._getframe(2)), 4)
for frame in kept:
    names = sorted((k, v) for k, v in frame.f_locals.items() if isinstance(v, int))
    print(frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, names)
print(len(set(map(id, kept))) == len(kept))
del kept[:]

# the same frame twice is one object, while it runs and later
def same():
    kept.append(sys._getframe(2))
    kept.append(sys._getframe(2))


run(same, 5)
print(all(a is b for a, b in zip(kept[::2], kept[1::2])), len(kept))
print([f.f_back.f_code.co_name if f.f_back else None for f in kept[:12]])
del kept[:]

# who looks without keeping
count = 0


def glance():
    global count
    count += len(sys._getframe(2).f_code.co_name) + sys._getframe(2).f_lineno % 7


run(glance, 300)
print(count)


# who raises
def fail():
    raise KeyError("no")


for n in 1, 2:
    try:
        run(fail, n)
    except KeyError:
        print("".join(line for line in traceback.format_exc().splitlines(True) if "File" not in line))
print(sys.exc_info())

# a collection in an inlined callee's allocation
found = set()


def collecting(phase, info):
    frame = sys._getframe(1)
    if phase == "start" and frame.f_code is fill.__code__:
        found.add((frame.f_lineno - frame.f_code.co_firstlineno, frame.f_back.f_code.co_name, len(frame.f_locals)))


before = gc.get_threshold()
gc.callbacks.append(collecting)
gc.set_threshold(1)
run(None, 200)
gc.set_threshold(*before)
gc.callbacks.remove(collecting)
print(sorted(found))


# who replaces the code that runs
def other(a, b):
    return 1000


code = add.__code__


def replace():
    add.__code__ = other.__code__


print(run(replace, 5))
add.__code__ = code
print(run(None, 5))

# who switches tracing on
events = []


def trace(frame, event, arg):
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace


def tracing():
    frame = sys._getframe(2)
    if len(events) == 0:
        while frame is not None:
            frame.f_trace = trace
            frame = frame.f_back
        sys.settrace(trace)


run(tracing, 2)
sys.settrace(None)
print(len(events), events[:12])


# the recursion limit counts inlined callees
def depth():
    def down(n):
        try:
            return down(n + 1)
        except RecursionError:
            return n
    seen.append(down(0))


del seen[:]
run(depth, 1)
print(seen[0] - seen[1], seen[0] - seen[2], seen[0] - seen[-1], len(seen))
