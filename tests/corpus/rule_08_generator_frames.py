# compiled: numbers, drive, inside, held
# hot: drive
"""A generator's frame between and during its steps: f_locals, state, the collector (semantics rule 8)."""

import gc
import inspect
import sys


def numbers(n, tag):
    total = 0
    for i in range(n):
        total += i
        yield total


def peek(generator):
    frame = generator.gi_frame
    return None if frame is None else (sorted(frame.f_locals.items()), frame.f_lineno - first,
                                       inspect.getgeneratorstate(generator))


def drive(n):
    total = 0
    for value in numbers(n, "drive"):
        total += value
    return total


def inside():
    frame = sys._getframe()
    yield frame.f_locals.copy().keys()
    x = 1
    yield sorted(frame.f_locals), x, frame.f_back.f_code.co_name


def held(items):
    cycle = [items]
    cycle.append(cycle)
    for item in items:
        yield item
        gc.collect(0)


first = numbers.__code__.co_firstlineno
print(drive(9000))
generator = numbers(3, "peek")
print(peek(generator))
for value in generator:
    print(value, peek(generator))
print(peek(generator))
for _ in range(1600):
    results = [list(map(str, inside())), list(held([1, 2, 3]))]
print(results)
pending = numbers(10, [1])
next(pending)
print([one for one in gc.get_referents(pending) if one == [1]])
pending.close()
print(pending.gi_frame, inspect.getgeneratorstate(pending))
