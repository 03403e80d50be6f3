# compiled: numbers, stops, objects, looks, doubled, peeks, where, in_generator, in_consumer, in_both, by_stop, by_object, by_look, by_peek, kept, keeps, handled, show
# inlined: numbers, objects, doubled, looks, peeks
"""Errors in generators that stand in their loops, and in those loops: tracebacks, what is handled, who sees which frame."""

import sys
import traceback


def numbers(n, bad):
    for i in range(n):
        yield 10 // (i - bad)


def stops(n):
    for i in range(n):
        if i == 5:
            raise StopIteration(i)
        yield i


def objects(items):
    for item in items:
        yield item + 1


def looks(n):
    for i in range(n):
        yield where(i)


def doubled(values):
    for value in values:
        yield value * 2


def peeks(n):
    for i in range(n):
        frame = sys._getframe()
        yield frame.f_lineno, frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_locals["i"]


def where(i):
    names = []
    frame = sys._getframe(1)
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names[:-1] if i % 3 == 0 else len(names)


class Odd:
    def __add__(self, other):
        if self.fails:
            raise KeyError("odd")
        return where(0)

    fails = False


def in_generator(n, bad):
    total = 0
    for value in numbers(n, bad):
        total += value
    return total


def in_consumer(n, bad):
    total = 0
    for value in doubled(range(n)):
        total += 100 // (value - bad)
    return total


def in_both(n, bad):
    total = 0
    try:
        for value in doubled(numbers(n, bad)):
            total += value
    except ZeroDivisionError as error:
        return total, traceback.extract_tb(error.__traceback__)[-1].line
    return total


def by_stop(n):
    total = 0
    for value in stops(n):
        total += value
    return total


def by_object(items):
    seen = []
    for value in objects(items):
        seen.append(value)
    return seen


def by_look(n):
    seen = []
    for value in looks(n):
        seen.append(value)
    return seen


def by_peek(n):
    seen = []
    for value in peeks(n):
        seen.append(value)
    return seen[::7]


def kept(n):
    total = 0
    for value in keeps(n):
        total += value
    return total


def keeps(n):
    for i in range(n):
        if i == 7:
            frames.append(sys._getframe())
        yield i


frames = []


def handled(n):
    total = 0
    try:
        raise LookupError(n)
    except LookupError:
        for value in (sys.exc_info()[1].args[0] + i for i in range(n)):
            total += value
    return total


def show(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error, repr(error.__cause__))
        for entry in traceback.extract_tb(error.__traceback__)[1:]:
            print("   ", entry.name, entry.lineno, entry.colno, entry.end_colno)


for turn in range(1700):
    in_generator(4, 5), in_consumer(4, 9), by_object([turn, 2, 3]), by_look(2), by_peek(2)

for turn in range(4):
    for bad in 300, 7, 4:
        show(in_generator, 300, bad)
        show(in_consumer, 300, bad * 2 + turn // 3)
        show(in_both, 300, bad)
    show(by_stop, 5)
    show(by_stop, 9)
    show(by_object, [1, 2, 3] * 20)
    show(by_object, [1, 2, "x"])
    Odd.fails = turn == 3
    show(by_object, [1, Odd(), 3.5])
    show(by_look, 5)
    show(by_peek, 40)
    show(handled, 50)
    show(kept, 20)
    generator_frame = frames.pop()
    print(generator_frame.f_code.co_name, generator_frame.f_back, generator_frame.f_locals)
