# compiled: work, generate, Thing.__init__
# hot: work
"""Sizes of frames, generators, functions and code are those of the interpreter (semantics rule 58)."""

import sys


def work(n):
    total = 0
    for i in range(n):
        total += i
    frame = sys._getframe()
    return total, sys.getsizeof(frame), sys.getsizeof(frame.f_locals)


def generate(n):
    for i in range(n):
        yield i


class Thing:
    def __init__(self):
        self.a = 1


generator = generate(3)
print(work(9000), sum(generate(9000)), sys.getsizeof(generator), next(generator), sys.getsizeof(generator))
for i in range(2000):
    thing = Thing()
print(sys.getsizeof(work), sys.getsizeof(work.__code__), sys.getsizeof(thing), sys.getsizeof(thing.__dict__),
      sys.getsizeof(Thing()), sys.getsizeof(1.5 * len([1])), sys.getsizeof(10**20 + len([1])))
