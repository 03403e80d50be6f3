# compiled: Iterable.__iter__, has, lacks
"""`in` and `not in` on every container, and on what is none."""


class Evens:
    def __contains__(self, item):
        return item % 2 == 0


class Iterable:
    def __iter__(self):
        return iter((1, 2, 3))


def has(container, item):
    return item in container


def lacks(container, item):
    if item not in container:
        return "lacks"
    return "has"


nan = float("nan")
containers = [[1, 2.0, "x", None, nan], (1, 2.0, "x", None, nan), {1, 2, "x"}, {1: 0, "x": 0}, range(0, 10, 2),
              frozenset([1]), Iterable()]
for turn in range(60):
    out = []
    for container in containers:
        for item in (1, 1.0, True, 2, "x", None, nan, 99, (1,)):
            out.append(has(container, item))
            out.append(lacks(container, item))
print("".join("1" if x is True else "0" if x is False else x[0] for x in out))
print(has("hello", "ell"), has("hello", ""), has(b"abc", 97), has(b"abc", b"bc"), has(Evens(), 3), has(Evens(), 4))
for container, item in (("abc", 1), (5, 1), ({}, []), (b"a", "a"), (Evens(), "x"), (None, None)):
    try:
        print(has(container, item))
    except TypeError as error:
        print(error)
