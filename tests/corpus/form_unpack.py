# compiled: pair, triple, from_list, swap
"""The forms of UNPACK_SEQUENCE: two-tuple, tuple, list; missed by length and by type."""


def pair(x):
    a, b = x
    return b, a


def triple(x):
    a, b, c = x
    return c, b, a


def from_list(x):
    [a, b] = x
    return b, a


def swap(n):
    a, b, c = 1, 2.5, "c"
    for _ in range(n):
        a, b = b, a
        a, b, c = c, a, b
    return a, b, c


class TupleChild(tuple):
    def __iter__(self):
        return iter("xy")


for i in range(700):
    result = pair((i, 1)), triple((i, 1, 2)), from_list([i, 1])
print(result, swap(1000), swap(1001))
for f in (pair, triple, from_list):
    for x in ((1, 2), [1, 2], (1, 2, 3), [1, 2, 3], (1,), (), "ab", {1, 2}, TupleChild((1, 2, 3)), iter((1, 2)), 5, range(2)):
        try:
            print(sorted(f(x), key=str) if isinstance(x, set) else f(x), end=" ")
        except (TypeError, ValueError) as error:
            print(f"[{error}]", end=" ")
    print()
