# compiled: dot, halves, shifted, products, twice, divided, attempt, main
# hot: dot, products, halves
# inlined: sum_of_floats
"""sum over generators that give floats: totals of one type from the first turn on, and what ends that (semantics rules 37, 38)."""

import traceback


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def halves(n):
    return sum(i / 2 for i in range(n))


def shifted(items, start):
    return sum((x - 0.5 for x in items), 1), sum((x + 0.25 for x in items), 2.5), sum((x * 1.0 for x in items), start)


def products(items, factor):
    return sum(item * factor for item in items)


def twice(n):
    total = 0.0
    for i in range(n):
        total += sum(i * 0.5 + j for j in range(i % 7))
    return total


def divided(items, by):
    return sum(item / by for item in items)


def attempt(function, *args):
    try:
        result = function(*args)
        return type(result).__name__, repr(result)
    except Exception as error:
        return type(error).__name__, str(error), [(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)[1:]]


class Part:
    def __mul__(self, other):
        return self

    def __radd__(self, other):
        return "part", other

    def __repr__(self):
        return "Part"


class Odd(float):
    def __add__(self, other):
        return "odd"

    def __mul__(self, other):
        return self


def main():
    floats = [i * 0.1 for i in range(12)]
    checked = 0.0
    for turn in range(2500):
        checked += dot(floats, floats) + halves(turn % 9) + products(floats[:turn % 4], 1.5)
        checked += sum(shifted(floats, 7)) + divided(floats, 2.0)
    print(repr(checked), repr(twice(2500)))
    print(attempt(dot, [], []), attempt(halves, 0), attempt(halves, 1), attempt(products, [-0.0], 1.0), attempt(products, [-0.0, -0.0], 1))
    print(attempt(products, [float("nan"), 1.0], 1.0), attempt(products, [1e308, 1e308], 10.0), attempt(dot, [float("inf")], [-1.0]))
    for _ in range(3):
        print(attempt(products, [1, 2, 3], 1), attempt(products, [1, 2, 3], 1.0), attempt(products, [1, 0.5, 2], 1))
        print(attempt(products, [0.5, 1, 2], 1), attempt(products, [0.5, 2**70, 2], 1), attempt(products, [2**70, 2**70], 1))
        print(attempt(products, [Part()], 1), attempt(products, [0.5, Part()], 1))
        print(attempt(products, [1.5, "text"], 1), attempt(products, ["text"], 2), attempt(products, [True, 1.5], 1))
        print(attempt(products, [1.5, Odd(2.0), 1.0], 1), attempt(products, [Odd(2.0), 1.0], 1), attempt(products, [None], 1.5))
        print(attempt(divided, floats, 0.0), attempt(divided, [1, 2, 3], 2), attempt(divided, [1.5, 10**400], 2))
        print(shifted(floats, 3), attempt(shifted, floats, None), attempt(shifted, [], 5))
    for turn in range(2500):
        checked += products([turn, turn + 1], 2) + products(floats, 2.0)
    print(repr(checked))


main()
