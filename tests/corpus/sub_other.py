# compiled: Grid.__getitem__, Grid.__setitem__, fill, get
"""Subscripts of bytes, ranges, memoryviews, classes and objects with __getitem__."""


class Grid:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        x, y = key
        return self.cells.get((x, y), 0)

    def __setitem__(self, key, value):
        x, y = key
        self.cells[x, y] = value


def fill(grid, n):
    for x in range(n):
        for y in range(n):
            grid[x, y] = grid[x - 1, y] + grid[x, y - 1] + 1
    return grid[n - 1, n - 1]


def get(thing, i):
    return thing[i]


print(fill(Grid(), 12))
total = 0
for i in range(2000):
    total += get(b"abcdef", i % 6) + get(range(5, 500, 3), i % 100) + get(bytearray(b"xyz"), -1 - i % 3)
print(total)
print(get(memoryview(b"abc"), 1), get(list, int), get(dict, (str, int)))
for thing in (5, None, {1}, get, 1.5, object):
    try:
        get(thing, 0)
    except TypeError as error:
        print(error)
