# compiled: get
"""Loads from lists: negative, out of range, bool, big, float and __index__ subscripts."""


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def get(items, i):
    return items[i]


items = [i * 3 for i in range(100)]
total = 0
for turn in range(30):
    for i in range(-100, 100):
        total += get(items, i)
print(total)
for i in (True, False, Index(5), Index(-1), 99, -100):
    print(i if not isinstance(i, Index) else "Index", get(items, i))
for i in (100, -101, 2 ** 40, -2 ** 63, 2 ** 63, 2 ** 100, 1.0, "1", None, Index(100), Index("x"), (1,)):
    try:
        print(get(items, i))
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
print(get(items, slice(1, 4)), get(items, slice(None, None, -30)))
