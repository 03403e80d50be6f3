# compiled: double, plus, minus, times, Holder.__init__, Holder.run, Slotted.__init__, Machine.up, Machine.down, Adder.__init__, Adder.__call__, Derived.__call__, attempt, held, by_run, table_of, methods_of, in_try, called, called_with_name, choose, chosen, Deep.__call__, Last.__call__, chain, Endless.__call__
# hot: table_of, methods_of
# inlined: double, plus, minus, times, Machine.up, Machine.down, Adder.__call__
"""Functions in attributes, lists and dicts, bound methods in tables, instances that are called; and what comes to stand in
their places (semantics rules 9, 18, 29, 32, 34, 48)."""
import sys


def double(x):
    return x * 2


def plus(a, b):
    return a + b


def minus(a, b):
    return a - b


def times(a, b):
    return a * b


class Holder:
    def __init__(self, handler):
        self.handler = handler

    def run(self, x):
        return self.handler(x)


class Slotted:
    __slots__ = "handler",

    def __init__(self, handler):
        self.handler = handler


class Machine:
    def __init__(self):
        self.state = 0
        self.table = [self.up, self.down]

    def up(self, x):
        self.state += x
        return self.state

    def down(self, x):
        self.state -= x
        return self.state

    def raises(self, x):
        return self.state // 0

    def frames(self, x):
        return sys._getframe(1).f_code.co_name, sys._getframe(1).f_locals["k"]


class Adder:
    def __init__(self, by):
        self.by = by

    def __call__(self, x, times=1):
        return x + self.by * times


class Derived(Adder):
    def __call__(self, x):
        return super().__call__(x) * 10


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        lines, trace = [], error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append((code.co_name, trace.tb_lineno - code.co_firstlineno))
            trace = trace.tb_next
        return type(error).__name__, str(error), lines[1:]


def held(holder, n):
    result = 0
    for k in range(n):
        result += holder.handler(k)
    return result


def by_run(holder, n):
    result = 0
    for k in range(n):
        result += holder.run(k)
    return result


def table_of(table, keys, n):
    result = 0
    for k in range(n):
        result += table[keys[k % len(keys)]](k, 3)
    return result


def methods_of(table, n):
    last = None
    for k in range(n):
        last = table[k % len(table)](k)
    return last


def in_try(table, n):
    errors, last = 0, None
    for k in range(n):
        try:
            last = table[k % len(table)](k, 0)
        except (ZeroDivisionError, TypeError):
            errors += 1
    return errors, last


def called(f, n):
    result = 0
    for k in range(n):
        result += f(k)
    return result


def called_with_name(f, n):
    result = 0
    for k in range(n):
        result += f(k, times=2)
    return result


def choose(k):
    return (plus, minus, times)[k % 3]


def chosen(n):
    result = 0
    for k in range(n):
        result += choose(k)(k, 1)
    return result


OPS = {"+": plus, "-": minus, "*": times}
for k in range(3):
    machine = Machine()
    print(held(Holder(double), 3000), held(Slotted(double), 3000), by_run(Holder(double), 3000))
    print(table_of(OPS, "+-*", 3000), table_of([plus, minus], [0, 1], 3000), methods_of(machine.table, 3001), machine.state)
    print(called(Adder(k), 3000), called_with_name(Adder(k), 3000), chosen(3000), in_try([plus, minus], 3000))

# Other callables in the same places.
other = Machine()
everything = (double, lambda x: -x, abs, float, Adder(5), Derived(2), Machine().up, other.down, (7).__add__, plus, None, 3,
              Machine, Derived, Adder.__call__, Machine.up)
for value in everything:
    print([attempt(f, holder, 3) for f in (held, by_run) for holder in (Holder(value), Slotted(value))][:3],
          attempt(called, value, 3), attempt(called_with_name, value, 2), sep="\n  ")
print(attempt(table_of, {"+": plus, "-": abs, "*": lambda a, b: 0}, "+-*", 3), attempt(table_of, OPS, "+/", 2))
print(attempt(table_of, [plus, minus, times, max, min, pow, divmod], range(6), 6), attempt(in_try, [divmod, plus, 3], 300))
print(methods_of([machine.up, machine.down, other.up, len.__call__, str], 2), attempt(methods_of, [machine.up, other.raises], 2))
print(methods_of([machine.up, machine.frames], 2), methods_of([machine.up, str, repr], 3), attempt(methods_of, [len], 1))

# A class attribute takes the place, an instance has none, or a property has it.
holder = Holder(double)
print(held(holder, 9))
Holder.handler = lambda self, x: 1000
print(held(holder, 9))
del holder.handler
print(held(holder, 9))
Holder.handler = property(lambda self: lambda x: 2000)
print(held(holder, 9))
del Holder.handler
print(attempt(held, holder, 9), attempt(held, Slotted.__new__(Slotted), 9))
holder.__dict__ = {"handler": minus, "more": 1}
print(attempt(held, holder, 1))

# Code, __call__ and classes change.
double.__code__ = (lambda x: x * 3).__code__
plus.__code__ = minus.__code__
print(held(Holder(double), 9), table_of(OPS, "+-*", 9))
adder = Adder(1)
Adder.__call__ = lambda self, x: x + 100
print(called(adder, 9), attempt(called_with_name, adder, 2))
adder.__call__ = lambda x: 0
print(called(adder, 9))
adder.__class__ = Derived
print(called(adder, 9))
Adder.__call__ = staticmethod(lambda x: x - 1)
print(called(Adder(1), 9))
del Adder.__call__
print(attempt(called, Adder(1), 9))


# Frames and depth of what is called by way of __call__.
class Deep:
    def __init__(self):
        self.inner = None

    def __call__(self, x):
        return self.inner(x) + 1


class Last:
    def __call__(self, x):
        if x == 3999:
            names.append([sys._getframe(d).f_code.co_name for d in range(3)])
        return x // (5000 - x)


def chain(n):
    first = Deep()
    last = first
    for _ in range(n):
        last.inner = Deep()
        last = last.inner
    last.inner = Last()
    return first


names = []
for n in (0, 1, 5):
    deep = chain(n)
    print(called(deep, 4000), names.pop(), attempt(called, deep, 5001))


class Endless:
    def __init__(self):
        self.depth = 0

    def __call__(self, x):
        self.depth += 1
        return self(x)


def depth_of(make):
    endless = make()
    try:
        endless(1)
    except RecursionError as error:
        return endless.depth, str(error)


print(len({depth_of(Endless) for _ in range(30)}), depth_of(Endless))
