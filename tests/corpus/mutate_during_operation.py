# compiled: Evil.__init__, Evil.__add__, Evil.__index__, Evil.__eq__, Evil.__lt__, sums, index, search
"""Operators that mutate the containers and objects around them while they are evaluated."""

items = []


class Evil:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        items.clear()
        items.extend([0] * 5)
        return self.n

    def __index__(self):
        items.append(1)
        return 0

    def __eq__(self, other):
        items.reverse()
        return False

    def __lt__(self, other):
        items.append(0)
        return True

    def __hash__(self):
        return 1


def sums(values):
    total = 0
    for value in values:
        total = value + total
    return total, len(values)


def index(values, i):
    a = values[i]
    values[i] = a
    return len(values)


def search(values, x):
    return x in values, len(values)


for turn in range(300):
    items[:] = [1, Evil(2), 3, 4, 5, 6, 7, 8]
    a = sums(items)
    items[:] = [1, 2]
    b = index(items, Evil(0))
    items[:] = [Evil(1), 5, 6]
    c = search(items, 6)
    items[:] = [Evil(3), Evil(1), Evil(2)]
    try:
        items.sort()
    except ValueError as error:
        d = str(error)
print(a, b, c, d, items[0].n)
