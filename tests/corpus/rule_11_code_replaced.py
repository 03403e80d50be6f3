# compiled: work, drive
# hot: drive, work
"""The frame's function, code, globals and builtins; __code__ replaced while it runs (semantics rule 11)."""

import sys


def other(n):
    return "other", n


def work(n, change):
    total = 0
    for i in range(n):
        total += i
        if i == change:
            work.__code__ = replacement
    frame = sys._getframe()
    return total, frame.f_code is original, frame.f_globals is globals(), frame.f_builtins is __builtins__.__dict__


def takes_two(n, change):
    return "replaced", n, change


def drive(n):
    total = 0
    for i in range(n):
        total += work(3, -1)[0]
    return total


original = work.__code__
replacement = takes_two.__code__
print(drive(3000))
print(work(9000, 8000))
print(work(9000, 1))
work.__code__ = original
print(work(10, 5), work(1, 2))
replacement = other.__code__
work.__code__ = original
print(work(9000, 8999))
try:
    work(1, 2)
except TypeError as error:
    print(error)
print(work(1))
work.__code__ = original
print(drive(2000))
