# compiled: call_new, count_up, sum_of, twice, walk
# inlined: add, inc, leaf
"""Nested functions are told by their code: new ones of it are inlined or called directly, with their own cells, and
what has another code, other defaults or other globals is called as it should be (semantics rules 9, 11, 45)."""
import sys
import types


def make(k):
    def add(x, n=k):
        return x + k + n
    return add


def call_new(n):
    total = 0
    for i in range(n):
        add = make(i % 7)
        total += add(i) + add(i, 1)
    return total


def counter():
    count = 0

    def inc(by=1):
        nonlocal count
        count += by
        return count
    return inc


def count_up(n):
    inc = counter()
    for i in range(n):
        inc()
        inc(2)
    return inc(0), inc.__closure__[0].cell_contents


print(call_new(6000), count_up(6000))


def twice(f, n):
    total = 0
    for i in range(n):
        total += f(i)
    return total


def leafs(k):
    def leaf(x):
        return x * k
    return leaf


for k in range(4):
    print(twice(leafs(k), 2000))
for f in (leafs(2), len, lambda x: -x, leafs(3), abs, make(1), leafs(0.5)):
    try:
        print(twice(f, 300))
    except TypeError as error:
        print(type(error).__name__, error)

# Its code, defaults and globals change between two calls, and during one.
leaf = leafs(5)
print(twice(leaf, 100))
leaf.__code__ = make(1).__code__
leaf.__defaults__ = (10,)
print(twice(leaf, 100))
leaf.__defaults__ = None
try:
    print(twice(leaf, 100))
except TypeError as error:
    print(error)
other = types.FunctionType(leafs(1).__code__, {"__builtins__": {}}, "other", None, (types.CellType(3),))
print(twice(other, 100))


def changes(at):
    def step(x):
        if x == at:
            step.__code__ = replacement.__code__
        return x

    def replacement(x):
        return 0 if (at, step, replacement) else 1
    return step


print(twice(changes(50), 100), twice(changes(1000), 1500))


# A cell that is unset, or deleted on the way.
def late(n):
    def read(x):
        return x + bound

    total = 0
    for i in range(n):
        if i == 3:
            bound = 1
        if i == n - 2:
            del bound
        try:
            total += read(i)
        except NameError as error:
            total += 1000
            text = str(error)
    return total, text


print(late(2500))


# Who looks at the frame of the body sees cells and locals.
def looks(n):
    seen = []

    def peek(x, at):
        y = x + 1
        if x == at:
            frame = sys._getframe()
            seen.append((frame.f_code.co_name, sorted(frame.f_locals), frame.f_back.f_code.co_name,
                         frame.f_locals["at"], len(frame.f_locals["seen"])))
        return y

    total = 0
    for i in range(n):
        total += peek(i, n - 5)
    return total, seen


print(looks(2500))


# Exceptions come through with their lines.
def fails(n):
    limit = n - 3

    def check(x):
        if x >= limit:
            raise ValueError(x)
        return x

    total = 0
    for i in range(n):
        total += check(i)
    return total


try:
    fails(2500)
except ValueError as error:
    tb = error.__traceback__
    while tb is not None:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno)
        tb = tb.tb_next


# Cells of its own: called directly, not inlined.
def sum_of(x, y):
    z = x * 2

    def inner(w):
        return w + z + y
    y += 1
    return [inner(v) for v in range(3)] if x % 2 else [inner(x)]


def use(n):
    total = 0
    for i in range(n):
        total += sum(sum_of(i, 3))
    return total


print(use(3000))


# Recursion by way of the cell; the limit is exact.
def deep(n):
    def walk(d):
        return 0 if d == 0 else 1 + walk(d - 1)
    return walk(n)


print(sum(deep(20) for _ in range(300)))
limit = sys.getrecursionlimit()
sys.setrecursionlimit(120)
for depth in range(60, 200):
    try:
        deep(depth)
    except RecursionError:
        print("too deep at", depth)
        break
sys.setrecursionlimit(limit)


# The function dies while it runs.
def suicide(n):
    total = 0
    for i in range(n):
        def die(x):
            nonlocal die
            die = None
            return x + total
        total = die(i) % 1000
    return total


print(suicide(3000))
