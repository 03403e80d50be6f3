# compiled: Lies.__init__, Lies.__iter__, two
"""Iterators that fail, lie about their length or never end, unpacked in hot code."""


class Lies:
    def __init__(self, items, hint):
        self.items = list(items)
        self.hint = hint

    def __iter__(self):
        return iter(self.items)

    def __length_hint__(self):
        return self.hint


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def failing():
    yield 1
    raise KeyError("second")


def two(x):
    a, b = x
    return a, b


for _ in range(500):
    result = two(Lies((1, 2), 100))
print(result)
for value in (Endless(), failing(), Lies((1,), 2), Lies((1, 2, 3), 2), Lies((), -1)):
    try:
        two(value)
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)
print(list(Lies((1, 2), 0)), [*Lies((3,), 10)])
