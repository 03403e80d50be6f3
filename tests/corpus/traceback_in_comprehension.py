# compiled: invert, by_list, by_generator, by_lambda, by_map, Thing.__init__, Thing.inverse, by_property
# hot: invert
"""Tracebacks through comprehensions, lambdas, generators, decorators, properties and sort keys (rule 46)."""

import traceback


def invert(x):
    return 10 / x


def by_list(items):
    return [invert(x) for x in items]


def by_generator(items):
    return sum(invert(x) for x in items)


def by_lambda(items):
    return sorted(items, key=lambda x: invert(x))


def by_map(items):
    return list(map(invert, items))


class Thing:
    def __init__(self, x):
        self.x = x

    @property
    def inverse(self):
        return invert(self.x)


def by_property(items):
    total = 0
    for x in items:
        total += Thing(x).inverse
    return total


for f in (by_list, by_generator, by_lambda, by_map, by_property):
    for _ in range(40):
        f(range(1, 30))
    for bad in ([1, 0], [2, "x"], [3, None]):
        try:
            f(bad)
        except Exception:
            print(traceback.format_exc())
