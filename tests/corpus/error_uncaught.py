# compiled: weigh, loop
"""A program that ends with an uncaught error out of compiled code: standard error and status."""


def weigh(items, i):
    return items[i] * 2


def loop(n):
    total = 0
    items = list(range(2000))
    for i in range(n):
        total += weigh(items, i)
    return total


print(loop(2000))
print(loop(2001))
