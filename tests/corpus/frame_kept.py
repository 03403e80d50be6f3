# compiled: keep, chain, a, b
"""A frame object that outlives its call, a generator's frame, f_back chains (rule 7)."""

import sys

kept = []


def keep(n):
    value = n * 2
    kept.append(sys._getframe())
    value += 1
    return value


def chain():
    names = []
    frame = sys._getframe()
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


def a(n):
    return b(n) if n % 2 else chain()


def b(n):
    return a(n + 1)


for i in range(400):
    del kept[1:]
    keep(i)
    result = a(1)
keep(1000)
print([sorted(frame.f_locals.items()) for frame in kept], [frame.f_back.f_code.co_name for frame in kept if frame.f_back], result)
print(kept[-1].f_lineno - keep.__code__.co_firstlineno, kept[-1].f_code is keep.__code__)
kept[-1].clear()
print(kept[-1].f_locals)
