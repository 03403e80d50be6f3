# compiled: order, merge, attributes, Thing
"""Keyword order, dict merging order and class namespace order from hot code."""


def order(**kw):
    return list(kw)


def merge(a, b):
    return list({**a, **b}), list(a | b), list(dict(a, **b))


class Namespace:
    z = 1
    a = 2

    def m(self):
        pass

    b = 3


for i in range(700):
    result = order(z=1, a=2, **{"m": i, "b": 3}), merge({"x": 1, "y": i}, {"y": 2, "a": 3})
print(result, [k for k in vars(Namespace) if not k.startswith("__")])


def attributes(n):
    class Thing:
        pass
    thing = Thing()
    for name in ("q", "c", "b") if n % 2 else ("b", "c", "q"):
        setattr(thing, name, n)
    return list(vars(thing))


print([attributes(i) for i in range(300)][-2:])
