# compiled: put
"""Stores into lists: every kind of subscript, and values of changing types."""


class Index:
    def __index__(self):
        return 1


def put(items, i, value):
    items[i] = value


items = [0] * 50
for turn in range(40):
    for i in range(-50, 50):
        put(items, i, i * turn)
print(sum(items), items[:3])
for i, value in ((True, 1.5), (-1, "last"), (Index(), None), (0, 2 ** 80), (2, items), (False, 0.0)):
    put(items, i, value)
print(items[0], items[1], items[-1], items[2] is items)
for i in (50, -51, 2 ** 70, "a", 1.5, None):
    try:
        put(items, i, 0)
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
