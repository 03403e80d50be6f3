# compiled: Noisy.__init__, Noisy.__add__, Noisy.__bool__, Noisy.__del__, names, squares, sums, counts, tests, switch, show
# inlined: sums.<locals>.<genexpr>, squares, sum, any, all
"""sum, any and all over generators are loops in compiled code: results, errors, and that nobody sees a frame of theirs."""

import sys
import traceback
import warnings


class Noisy:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        if other == 13:
            raise OverflowError("thirteen")
        frames.append(names(1))
        return Noisy(self.x + getattr(other, "x", other))

    __radd__ = __add__

    def __bool__(self):
        if self.x == 13:
            raise KeyError(self.x)
        frames.append(names(1))
        return self.x > 6

    def __del__(self):
        dead.append(self.x)


frames, dead = [], []


def names(depth):
    seen = []
    frame = sys._getframe(depth)
    while frame is not None:
        seen.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return " ".join(seen[:-1])


def squares(n):
    for i in range(n):
        yield i * i


def sums(n):
    return sum(i * i % 7919 for i in range(n)), sum(squares(n)), sum((i * 0.5 for i in range(n)), 1.5)


def mixed(items):
    return sum(item for item in items)


def counts(n, k):
    return sum(1 for i in range(n) if i % k == 0)


def tests(n, k):
    return any(i == k for i in range(n)), all(i != k for i in range(n)), any(i for i in range(0))


def nested(n):
    return sum(sum(j * i for j in range(i)) for i in range(n))


def primes(n):
    return [i for i in range(2, n) if all(i % k for k in range(2, i))]


def over_objects(n, cls):
    return sum(cls(i) for i in range(n)).x


def any_object(n, start):
    return any(Noisy(i) for i in range(start, n))


def with_frames(n):
    return sum(len(names(1)) for i in range(n)), sum(len(names(0).split()) for i in range(n))


def divides(n, bad):
    return sum(100 // (i - bad) for i in range(n))


def stops(n):
    return sum(next(iter(())) if i > 3 else i for i in range(n))


def warns(n):
    warnings.warn("stack", stacklevel=2)
    return n


def warned(n):
    return any(warns(0) for i in range(n))


def traced(n):
    events = []

    def trace(frame, event, arg):
        events.append((event, frame.f_code.co_name, frame.f_lineno))
        return trace

    def switch(i):
        if i == n - 3:
            sys.settrace(trace)
        return i

    total = sum(switch(i) for i in range(n))
    sys.settrace(None)
    return total, [event for event in events if event[1] == "switch"]


def in_try(n, bad):
    try:
        return sum(10 // (i - bad) for i in range(n))
    except ZeroDivisionError as error:
        return [(entry.name, entry.lineno, entry.colno) for entry in
                traceback.extract_tb(error.__traceback__)]
    finally:
        dead.append(n)


def big(n):
    return sum(i << 59 for i in range(n)), sum((1 << 70 for i in range(n)), 3)


def show(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error, repr(error.__cause__))
        for entry in traceback.extract_tb(error.__traceback__)[1:]:
            print("   ", entry.name, entry.lineno, entry.colno, entry.end_colno)


for turn in range(1700):
    sums(5), tests(4, 2), counts(4, 2)

for turn in range(3):
    show(sums, 200)
    show(mixed, [1, 2.5, True, 3])
    show(mixed, [1, 2, "x"])
    show(mixed, [[1], [2]])
    show(counts, 300, 7)
    show(tests, 100, 50)
    show(nested, 30)
    show(primes, 90)
    show(over_objects, 10, Noisy)
    show(over_objects, 14, Noisy)
    show(over_objects, 14, lambda i: i)
    show(any_object, 20, 2)
    show(any_object, 20, 13)
    show(any_object, 20, 8)
    show(with_frames, 3)
    show(divides, 30, 40)
    show(divides, 30, 20)
    show(stops, 3)
    show(stops, 9)
    show(traced, 9)
    show(in_try, 20, 30)
    show(in_try, 20, 5)
    show(big, 40)
    print(frames[:3], frames[-3:], len(frames), dead[:5], dead[-5:], len(dead))
    del frames[:], dead[:]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(warned(2), [(entry.filename[-16:], entry.lineno) for entry in caught])


def sum(items):
    return list(items)


show(sums.__code__.co_name.join, "ab")
show(counts, 10, 3)
