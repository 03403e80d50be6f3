# compiled: depth, fine
# hot: depth, fine
"""RecursionError at the same depth as in the interpreter (semantics rule 18)."""

import sys


def depth(n):
    global reached
    reached = n
    return depth(n + 1)


def mutual_a(n):
    global reached
    reached = n
    return mutual_b(n + 1)


def mutual_b(n):
    return mutual_a(n + 1)


class Endless:
    def __getattr__(self, name):
        global reached
        reached += 1
        return getattr(self, name + "x"[:reached % 2])

    def __add__(self, other):
        global reached
        reached += 1
        return self + other

    def __call__(self):
        global reached
        reached += 1
        return self()


def fine(n):
    return 0 if n == 0 else 1 + fine(n - 1)


for _ in range(30):
    fine(100)
for limit in (200, 1000, 333):
    sys.setrecursionlimit(limit)
    for f in (depth, mutual_a):
        try:
            f(0)
        except RecursionError as error:
            print(limit, f.__name__, reached, error)
reached = 0
for action in (lambda: Endless() + 1, lambda: Endless()()):
    try:
        action()
    except RecursionError as error:
        print(reached > 50, error)
print(fine(300))
