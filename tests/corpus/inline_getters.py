# compiled: Cell.__init__, Cell.value, Cell.twice, Cell.picky, Cell.caller, Cell.__getitem__, Other.value, Other.__getitem__, Checked.check, reads, sees, fails, beyond, checks, fresh, lines
"""Properties and subscripts of classes, whose getters and `__getitem__` stand in their callers: what they raise,
who sees their frames, and guards that fail inside of them, and because of them (semantics rules 29 to 35)."""

import sys


class Cell:
    def __init__(self, value):
        self.raw = value
        self.items = [value, value + 1, value + 2]

    @property
    def value(self):
        return self.raw

    @property
    def twice(self):
        return self.value + self.value

    @property
    def picky(self):
        if self.raw is None:
            raise ValueError("nothing in %r" % (self.items,))
        return self.raw * 2

    @property
    def caller(self):
        return sys._getframe(1).f_lineno

    def __getitem__(self, index):
        return self.items[index]


class Other(Cell):
    @property
    def value(self):
        return -self.raw

    def __getitem__(self, index):
        return index * 2


class Checked:
    """What fails is on ways that never run at first."""

    def __init__(self, limit):
        self.limit = limit

    def check(self, x):
        if x > self.limit:
            raise OverflowError(f"{x!r} is more than {self.limit:>4}", (x, self.limit))
        assert x >= 0, "negative: %d" % x
        return x in (1, 2, 3), x


def reads(cells, n, when=-1, change=None):
    total = 0
    for i in range(n):
        if i == when:
            change(cells)
        cell = cells[i % len(cells)]
        total += cell.value + cell.twice + cell[i % 3] + cell[0]
    return total


def sees(cell, n):
    lines = set()
    for i in range(n):
        lines.add(cell.caller - sees.__code__.co_firstlineno)
    return lines


def fails(cell, n, at):
    total = 0
    for i in range(n):
        if i == at:
            cell.raw = None
        total += cell.picky
    return total


def beyond(cell, n):
    total = 0
    for i in range(n):
        total += cell[i]
    return total


def checks(checked, n):
    total = 0
    for i in range(n):
        seen, x = checked.check(i)
        total += x + seen
    return total


def fresh(kind=Cell):
    own = type(kind.__name__, (kind,), {})
    return [own(k) for k in (3, 4, 5)]


def lines(error):
    at, found = error.__traceback__, []
    while at is not None:
        found.append((at.tb_frame.f_code.co_name, at.tb_lineno, sorted(at.tb_frame.f_locals)))
        at = at.tb_next
    return found[1:]


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return repr(error), lines(error)


def float_value(cells):
    cells[1].raw = 2.5


def new_property(cells):
    type(cells[0]).value = property(lambda self: 100)


def plain_value(cells):
    type(cells[0]).value = 17


def new_item(cells):
    type(cells[0]).__getitem__ = lambda self, index: 1000 + index


def other_class(cells):
    cells[2] = Other(9)


def swapped(cells):
    cells[0].__class__ = Other


def new_code(cells):
    restore.append((Cell.value.fget, Cell.value.fget.__code__))
    Cell.value.fget.__code__ = (lambda self: self.raw * 10).__code__


def tuple_items(cells):
    cells[0].items = (7, 8, 9)


def huge(cells):
    cells[0].raw = 2 ** 70


restore = []
for change in (float_value, new_property, plain_value, new_item, other_class, swapped, new_code, tuple_items, huge):
    cells = fresh()
    print(change.__name__, reads(cells, 600), reads(cells, 600, 300, change), reads(cells, 300))
    for function, code in restore:
        function.__code__ = code
print(reads(fresh() + fresh(Other), 900))
print(sees(Cell(1), 600))
print(attempt(fails, Cell(2), 600, 500))
print(attempt(beyond, Cell(2), 5), attempt(beyond, Other(2), 600))
print(checks(Checked(1000), 900), attempt(checks, Checked(700), 900))
print(attempt(Checked(5).check, -1))
