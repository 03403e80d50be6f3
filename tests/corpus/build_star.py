# compiled: lists, tuples, merge, sets
"""[*a, *b], (*a,), {*a}, {**d} and calls of list() on them."""


def lists(a, b):
    return [*a, 0, *b]


def tuples(a, b):
    return (*a, *b, 1)


def merge(a, b):
    return {**a, "x": 1, **b}


def sets(a, b):
    return {*a, *b}


for i in range(800):
    result = lists((1, i), [2]), tuples("ab", range(i % 3)), merge({"a": i}, {"x": 2}), len(sets((1, i), [i, 2]))
print(result)
for f, a, b in ((lists, 5, ()), (tuples, (), None), (merge, 5, {}), (merge, {}, [1]), (sets, [[]], ())):
    for _ in range(10):
        try:
            f(a, b)
        except TypeError as error:
            text = str(error)
    print(text)
