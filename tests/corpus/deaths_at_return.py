# compiled: two
"""Locals die in the order of their slots when a function returns, the one that was stored last too."""

import functools
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, sys._getframe(1).f_code.co_name)


class Scaled(Noisy):
    def __mul__(self, other):
        return Scaled(self.name + str(other))


WEIGHT = 2.5
make = functools.partial(Noisy)


def two(first, second, third):
    first = first * WEIGHT
    last = make("last")


kept = Scaled("a")
for turn in range(60):
    two(kept, "text", True)
del kept
