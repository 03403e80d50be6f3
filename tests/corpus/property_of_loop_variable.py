# compiled: attribute, subscript, global_, get
"""Loop variables that are attributes, subscripts, globals and cells."""


class Box:
    i = None


def attribute(box, n):
    total = 0
    for box.i in range(n):
        total += box.i
    return total, box.i


def subscript(items, n):
    total = 0
    for items[0] in range(n):
        total += items[0]
    return total, items


def global_(n):
    global counter
    total = 0
    for counter in range(n):
        total += counter
    return total, counter


def cell(n):
    def get():
        return i
    total = 0
    for i in range(n):
        total += get()
    return total, get()


def starred(rows):
    total = 0
    for a, *b in rows:
        total += a + len(b)
    return total


print(attribute(Box(), 1500), subscript([None, 1], 1500), subscript({}, 800), global_(1500), cell(1500), starred([(1, 2, 3), [4]] * 300))
