# compiled: Counter.__init__, Counter.add, Counter.sub, Double.add, given, given_keyword, in_variable, in_list, append_all, look_up, put, attempt, caught, raising, leaves, left, Dying.hello, call_current
# hot: append_all, look_up, put, in_list
# inlined: Counter.add, Counter.sub
"""Bound methods in variables, parameters and containers, those of builtin types too: they are taken apart and put in, and
whatever else comes along instead is called as it should be (semantics rules 29, 33, 34, 47)."""
import sys
import traceback
import types
from collections import deque


class Counter:
    def __init__(self, start=0):
        self.n = start

    def add(self, x):
        self.n += x
        return self.n

    def sub(self, x, k=1):
        self.n -= x * k
        return self.n

    def where(self, x):
        return sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno, sorted(sys._getframe(1).f_locals)


class Double(Counter):
    def add(self, x):
        self.n += 2 * x
        return self.n


def given(method, n):
    total = 0
    for i in range(n):
        total += method(i)
    return total


def given_keyword(method, n):
    total = 0
    for i in range(n):
        total += method(i, k=2)
    return total


def in_variable(counter, n):
    add, sub = counter.add, counter.sub
    for i in range(n):
        add(i)
        sub(i)
    return counter.n


def in_list(methods, n):
    total = 0
    for i in range(n):
        total += methods[i % len(methods)](i)
    return total


def append_all(items, n):
    out = []
    append = out.append
    for i in range(n):
        append(items[i % len(items)])
    return len(out), out[-2:]


def look_up(table, n):
    get = table.get
    found = 0
    for i in range(n):
        found += get(i % 7, 0)
    return found


def put(method, items):
    for x in items:
        method(x)


def attempt(f, *args):
    try:
        return f(*args)
    except Exception:
        return traceback.format_exc()


def caught(method, items):
    errors = 0
    for x in items:
        try:
            method(x)
        except TypeError:
            errors += 1
    return errors


counter = Counter()
for k in range(3):
    print(given(counter.add, 3000), given(Counter(k).add, 3000), given_keyword(counter.sub, 3000))
    print(in_variable(Counter(k), 3000), in_list([counter.add], 3000))
    print(append_all([1, 2.5, "x"], 3001), look_up({1: 2, 3: 4}, 3000))

# Others in the same place: another method, class, function, builtin, class, instance.
class Called:
    def __call__(self, x):
        return x + 1


for other in (counter.sub, Double().add, Double().sub, lambda x: x * 2, abs, int, Called(), (5).__add__, [1].__len__,
              counter, None, counter.add):
    print(attempt(given, other, 5).__class__.__name__, attempt(given, other, 4))
print(attempt(given, counter.add, 2), attempt(given_keyword, counter.add, 3))
print(in_list([counter.add, counter.sub, Double().add, len], 3))

# Methods of classes, of other instances' classes, and made by hand.
class Kind:
    factor = 2

    @classmethod
    def scaled(cls, x):
        return cls.factor * x

    @staticmethod
    def half(x):
        return x // 2

    def own(self, x):
        return self.factor + x


class Other(Kind):
    factor = 5


for k in range(2):
    print(given(Kind.scaled, 3000), given(Kind.half, 3000), given(Other.scaled, 3000), given(Kind().own, 3000))
    print(given(Other().own, 3000), given(types.MethodType(Kind.half, 7), 0), given(types.MethodType(divmod, 7).__self__.__add__, 3))
    print(given(types.MethodType(lambda self, x: self + x, 7), 3000))

# Its code, or what the class has, changes.
held = counter.add
print(given(held, 10))
Counter.add.__code__ = (lambda self, x: self.n * x).__code__
print(given(held, 10), given(counter.add, 10))
Counter.add = lambda self, x: 7
print(given(held, 10), given(counter.add, 10), in_variable(counter, 10))
counter.add = lambda x: 8
print(given(held, 10), given(counter.add, 10), in_variable(counter, 10))
del counter.add

# Frames and errors.
print(given(lambda x: len(Counter().where(x)[1]), 3), Counter().where(1))
try:
    given(counter.sub, 0)
    given(counter.where, 1)
except TypeError as error:
    print(error)


def raising(counter, items):
    sub = counter.sub
    for x in items:
        sub(x)


for k in range(2):
    raising(counter, range(4000))
print(attempt(raising, counter, [1, 2, "a"]))
print(attempt(raising, counter, [1, 2.5, None]))


def leaves(counter, items):
    sub = counter.sub
    last = None
    for x in items:
        last = sub(x)
    return last, sub.__self__ is counter, sub.__func__ is Counter.sub, sub == counter.sub


def left(counter, items):
    sub = counter.sub
    for x in items:
        if x == 3.5:
            return sys._getframe().f_locals["sub"](x), sorted(sys._getframe().f_locals)
        sub(x)


for k in range(2):
    print(leaves(Counter(), range(4000)), left(Counter(), range(4000)))
print(leaves(Counter(), [1, 2, 2 ** 70]), left(Counter(), [1, 3.5, 2]))

# Methods of builtin types, and what is no such thing.
many = list(range(4000))
out, seen, queue = [], set(), deque()
for k in range(2):
    put(out.append, many)
    put(seen.add, many)
    put(queue.append, many)
    put(out.append, many)
print(len(out), len(seen), len(queue))


class Out(list):
    pass


class Own(list):
    def append(self, x):
        super().append((x, x))


for target in (Out(), Own(), [], deque()):
    put(target.append, [1, 2])
    print(type(target).__name__, list(target))
put([].append, [])
both = []
put(both.append, [1])
put(both.extend, ["ab"])
put(both.remove, [1])
put(bytearray().append, [1])
print(both)
print(attempt(put, seen.add, [[]]).splitlines()[-1], attempt(put, both.index, ["q"]).splitlines()[-1])
print(caught(seen.add, [1, [], 2, {}] * 2000), caught(both.append, many), caught(None, [1, 2]), len(both))
both.clear()


# The method is all that holds its self.
class Dying:
    def __init__(self, name):
        self.name = name

    def hello(self, x):
        global current
        current = None
        log.append((self.name, x))

    def __del__(self):
        log.append(("gone", self.name))


def call_current(n):
    for i in range(n):
        current(i)


log = []
current = Dying("kept").hello
holder = current
for k in range(2):
    for i in range(3000):
        current = holder
        call_current(1)
print(len(log))
del log[:]
current = Dying("a").hello
call_current(1)
print(log)
current = holder = None
print(log)
