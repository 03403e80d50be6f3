# compiled: Thing.__init__, Thing.__add__, Thing.half, Thing.item, Thing.deeper, check, look_up, positions, innermost, simple, details, nested, contexts, again, holds, lifetimes, many_locals, frames_kept, fails, traced, Odd.__index__, at, odd, limits
# inlined: check, look_up, Thing.item
"""Exceptions out of inlined callees into a handler of the same function: tracebacks with lines, columns and locals,
contexts, what is being handled, who traces, objects that the traceback keeps (semantics rules 5, 7, 48, 49, 53)."""
import sys
import traceback
import weakref


class Thing:
    def __init__(self, value):
        if value % 50 == 49:
            raise ValueError(value)
        self.value = value

    def __add__(self, other):
        local = [self.value, other]
        if other % 40 == 39:
            raise OverflowError(local)
        return self.value + other

    @property
    def half(self):
        rest = self.value % 30
        if rest == 29:
            raise ArithmeticError("odd", rest)
        return self.value // 2

    def item(self, items):
        at = self.value % 5
        return items[at]

    def deeper(self, items):
        below = self.item(items)
        return below + 1


def check(i):
    if i % 3 == 0:
        raise OverflowError(i)


def look_up(table, key):
    found = table[key]
    return found


def positions(error):
    return tuple((f.name, f.lineno, f.colno, f.end_colno) for f in traceback.extract_tb(error.__traceback__))


def innermost(error):
    step = error.__traceback__
    while step.tb_next is not None:
        step = step.tb_next
    frame = step.tb_frame
    names = []
    while frame.f_code.co_name != "<module>":
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return sorted((k, repr(v)[:30]) for k, v in step.tb_frame.f_locals.items() if k != "self"), step.tb_lasti, names


def simple(n):
    caught, total = 0, 0
    for i in range(n):
        try:
            check(i)
            total += i
        except OverflowError:
            caught += 1
    return caught, total


def details(n):
    seen = set()
    thing = Thing(3)
    for i in range(n):
        try:
            check(i)
        except OverflowError as error:
            if i % 300 == 0:
                seen.add((positions(error), str(innermost(error)[1:]), error.args[0] == i))
        try:
            thing + i
        except OverflowError as error:
            seen.add((positions(error), str(innermost(error)[1:])))
        try:
            Thing(i).half
        except (ValueError, ArithmeticError) as error:
            seen.add((type(error).__name__, positions(error), str(innermost(error))[:60]))
    return sorted(map(str, seen))


def nested(n):
    items, wrong, seen = [1, 2, 3], 0, set()
    for i in range(1, n):
        try:
            if i % 50 != 49:
                wrong += Thing(i).deeper(items)
        except IndexError as error:
            wrong -= 1
            seen.add((positions(error), str(innermost(error))))
    return wrong, sorted(map(str, seen))


def contexts(n):
    table, seen = {1: 2}, []
    for i in range(n):
        try:
            try:
                look_up(table, i % 7)
            except KeyError as first:
                handled = sys.exc_info()[1] is first
                check(i)
                if i % 1000 == 4:
                    seen.append((i, handled, repr(first.__context__)))
        except OverflowError as second:
            if i % 1000 == 3:
                seen.append((i, repr(second.__context__), positions(second.__context__), positions(second)))
        finally:
            if sys.exc_info() != (None, None, None):
                seen.append("still handled")
    return seen


def again(n):
    seen = []
    for i in range(n):
        try:
            try:
                check(i)
            except OverflowError:
                raise
        except ArithmeticError as error:
            if i % 999 == 0:
                seen.append(positions(error))
    return seen


class Kept:
    pass


def holds(i, keep):
    mine = Kept()
    keep.append(weakref.ref(mine))
    return keep[i + 5]


def lifetimes(n):
    alive, dead = 0, 0
    for i in range(n):
        keep = []
        try:
            holds(i, keep)
        except IndexError as error:
            alive += keep[0]() is not None
            del error
        dead += keep[0]() is None
    return alive, dead


def many_locals(i, table):
    one, two, text, pair = i + 1, i * 0.5, "text", (i, table)
    return table[i]


def frames_kept(n):
    table, kept = {}, []
    for i in range(n):
        try:
            many_locals(i, table)
        except KeyError as error:
            if i % 500 == 0:
                kept.append(error)
    return [(str(innermost(error)), positions(error)) for error in kept]


class Traced:
    def __init__(self):
        self.events = []

    def trace(self, frame, event, arg):
        if frame.f_code.co_name in ("fails", "traced"):
            self.events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
        if len(self.events) > 12:
            sys.settrace(None)
            return None
        return self.trace


def fails(key, tracer):
    if key == 3000:
        sys._getframe().f_trace = tracer.trace
        sys._getframe(1).f_trace = tracer.trace
        sys.settrace(tracer.trace)
    return {}[key]


def traced(n):
    tracer, caught = Traced(), 0
    for i in range(n):
        try:
            fails(i, tracer)
        except KeyError:
            caught += 1
    return caught, tracer.events


class Odd:
    """An index that looks at frames while it raises."""
    def __init__(self):
        self.names = set()

    def __index__(self):
        frame, names = sys._getframe(), []
        while frame.f_code.co_name != "<module>":
            names.append((frame.f_code.co_name, frame.f_lineno))
            frame = frame.f_back
        self.names.add(tuple(names))
        raise LookupError(len(names))


def at(items, index):
    return items[index]


def odd(n):
    index, items, caught = Odd(), [1], 0
    for i in range(n):
        try:
            at(items, index)
        except LookupError as error:
            caught += error.args[0]
    return caught, sorted(index.names)


def limits(n, depth):
    if depth > 0:
        return limits(n, depth - 1)
    caught = 0
    for i in range(n):
        try:
            check(i)
        except OverflowError:
            caught += 1
    return caught


print(simple(5000))
for line in details(3000):
    print(line)
print(nested(4000))
for line in contexts(5000):
    print(line)
print(again(4000))
print(lifetimes(3000))
for line in frames_kept(3000):
    print(line)
print(traced(5000))
print(odd(3000))
print(limits(3000, 50))
