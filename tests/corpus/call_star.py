# compiled: gather, mixed, spread, forward
"""Calls with * and **, and functions with *args and **kwargs."""


def gather(*args, **kwargs):
    return len(args) * 10 + len(kwargs)


def mixed(a, *rest, b=1, **more):
    return a, rest, b, sorted(more.items())


def spread(n, items, names):
    total = 0
    for i in range(n):
        total += gather(*items) + gather(i, *items, **names) + gather(*items, *items, x=i, **names)
        total += gather(**names) + gather()
    return total


def forward(*args, **kwargs):
    return mixed(*args, **kwargs)


print(spread(1000, (1, 2), {"a": 1}), spread(1000, [1, 2, 3], {}), spread(10, range(4), {"p": 1, "q": 2}))
for i in range(500):
    result = forward(i, 2, 3, b=4, z=5, y=6)
print(result, forward(1), forward(b=2, a=1))
for text in ("gather(*5)", "gather(**5)", "gather(**{1: 2})", "forward()", "gather(*[1], **{'a': 1}, **{'a': 2})",
             "forward(1, a=2)", "mixed(**{'a': 1, 'b': 2, 'c': 3})"):
    try:
        print(text, eval(text))
    except TypeError as error:
        print(text, error)
