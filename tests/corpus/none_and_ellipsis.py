# compiled: maybe, falls_off, classify
"""None, Ellipsis and NotImplemented as values: returned, compared, tested, passed around."""


def maybe(i):
    if i % 3 == 0:
        return None
    if i % 3 == 1:
        return ...
    return i


def falls_off(i):
    if i > 10 ** 6:
        return i


def classify(x):
    if x is None:
        return "none"
    if x is ...:
        return "dots"
    if x == None or x != x:
        return "odd"
    return "value"


counts = {}
for i in range(2000):
    kind = classify(maybe(i))
    counts[kind] = counts.get(kind, 0) + 1
    last = falls_off(i)
print(counts, last, classify(float("nan")), classify(NotImplemented), [classify(x) for x in (0, "", [], False)])


class Odd:
    def __eq__(self, other):
        return other is None


print(classify(Odd()))
for bad in (lambda: None + 1, lambda: None < None, lambda: maybe(1)(), lambda: maybe(0)[0], lambda: -None, lambda: None.x):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(error)
