# compiled: worker, loop, unset
# hot: worker
"""f_locals and f_lineno of a hot caller, seen by what it calls (semantics rules 1 and 2)."""

import sys


def look():
    frame = sys._getframe(1)
    return frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals.items(), key=str), frame.f_code.co_name


def worker(a, b):
    x = a * 2
    y = x + 0.5
    if a == 900:
        first = look()
        z = [y]
        second = look()
        return first, second
    x = y
    return x


def loop(n):
    total = 0
    for i in range(n):
        total += worker(i, "b")
    return total


def unset(n):
    for i in range(n):
        if i == 600:
            del i
            return look()
    return None


print(loop(900), *worker(900, None), sep="\n")
print(worker(900, 1)[0], unset(1000))
try:
    loop(1000)
except TypeError as error:
    print(error)
