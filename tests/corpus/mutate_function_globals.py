# compiled: again, loop, with_print
"""A function that replaces itself, the builtins of its module, and its own constants' users."""

import builtins

calls = []


def once(i):
    calls.append("first")
    globals()["once"] = again
    return i


def again(i):
    return i * 2


def loop(n):
    total = 0
    for i in range(n):
        total += once(i)
    return total


def with_print(n):
    total = 0
    for i in range(n):
        if i == 400:
            builtins.special = 7
        try:
            total += special
        except NameError:
            total -= 1
    return total


print(loop(1000), calls, with_print(1000))
del builtins.special
print(with_print(300))
