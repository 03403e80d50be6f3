# compiled: map_of, const, set_of
"""BUILD_MAP, BUILD_CONST_KEY_MAP, BUILD_SET, with keys that are equal, unhashable, or run Python."""


class Key:
    made = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        Key.made += 1
        return hash(self.n)

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


def map_of(a, b):
    return {a: b, b: a}


def const(a, b):
    return {"a": a, "b": b, "c": a}


def set_of(a, b):
    return len({a, b, a})


for i in range(700):
    result = map_of(i, "x"), const(i, 0.5), set_of(i, 3)
print(result, map_of(1, True), map_of(1.0, 1), set_of(1, 1.0), set_of(0.0, -0.0))
print(len(map_of(Key(1), Key(1))), set_of(Key(2), Key(2)), Key.made)
for bad in (([], 1), (1, {}), ({1}, {2})):
    for f in (map_of, set_of):
        try:
            f(*bad)
        except TypeError as error:
            print(error)
