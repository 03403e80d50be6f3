# compiled: Ender.__init__, Ender.__del__, Cell.__init__, Slotted.__init__, scale, fill, count, attributes, slots, made, into_other
"""Numbers that are stored over what is there, in loops: mostly over their like, but it may be an object whose
end runs code, None, an int where a float was, or nothing yet.
"""

LOG = []
SCALE = 2.0


class Ender:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        global SCALE
        SCALE += 1.0
        LOG.append(self.name)


class Cell:
    def __init__(self, value):
        self.value = value


class Slotted:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


def scale(out, values):
    for i in range(len(values)):
        out[i] = values[i] * SCALE
    return out


def fill(flags, step):
    for i in range(0, len(flags), step):
        flags[i] = False
    return sum(1 for flag in flags if flag)


def count(out, n):
    for i in range(n):
        out[i] = i * 1000
    return out


def attributes(cells):
    total = 0.0
    for cell in cells:
        cell.value = SCALE * 0.5
        total += SCALE
    return total


def slots(cells, start):
    for cell in cells:
        cell.value = start
        start += 1
    return start


def made(n):
    total = 0
    kept = None
    for i in range(n):
        cell = Cell(i)
        if i % 10 == 0:
            kept = cell
        total += cell.value
    return total + kept.value


def into_other(out, other, n):
    for i in range(n):
        out[i] = 1.5
        other.append(out[i])
    return len(other)


for turn in range(200):
    scale([1.0] * 10, [2.0] * 10)
    fill([True] * 30, 3)
    count([5000 + turn] * 20, 20)
    attributes([Cell(1.0 * turn) for i in range(10)])
    slots([Slotted(turn + 1000) for i in range(10)], 1000)
    made(30)
    into_other([0.5] * 10, [], 10)

print(scale([1.0] * 3, [2.0] * 3), fill([True] * 10, 2), count([0] * 3, 3))
for turn in range(3):
    SCALE = 2.0
    print(scale([1.0, Ender("a"), None, Ender("b"), 5], [1.0] * 5), SCALE, LOG)
    print(fill([True, None, Ender("c"), True, 1], 2), LOG)
    print(count([0, Ender("d"), None, 0.5, [Ender("e")]], 5), LOG)
    cells = [Cell(1.0), Cell(Ender("f")), Cell(None), Cell(3), Cell(2.0)]
    del cells[3].value
    print(attributes(cells), [cell.value for cell in cells], LOG)
    cells = [Slotted(1000), Slotted(Ender("g")), Slotted(None), Slotted(0.5), Slotted(2000)]
    del cells[4].value
    print(slots(cells, 5000), [cell.value for cell in cells], LOG)
    del LOG[:]
    try:
        scale([1.0, Ender("h")], [1.0] * 3)
    except IndexError as error:
        print(error, LOG)
    del LOG[:]
for turn in range(300):
    scale([None] * 3, [1.0] * 3)
    attributes([Cell(Cell(1)) for i in range(3)])
print(scale([None] * 3, [1.0] * 3), attributes([Cell(Cell(1)) for i in range(3)]))
box = [0.5] * 3
print(into_other(box, [], 3), box)

# A float that somebody else has as well is not changed in place.
shared = 0.25 + len(box)
values = [shared, shared, 1.0]
scale(values, [7.0, 8.0, 9.0])
print(shared, values)
