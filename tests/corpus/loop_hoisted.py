# compiled: Box.__init__, scaled, nested, aliased, replaced_row, grown, roots, overwritten, loop_variable, used_up, divided, calling
"""Guards and loads that stand before a loop, because nothing in it changes them: they fail there when the
loop would not have run at all, and what does change them, by an alias, a destructor or a callee, is seen at once.
"""
import math


class Box:
    def __init__(self, value):
        self.value = value


class Other:
    def __init__(self, value):
        self.first = 0
        self.value = value


def scaled(box, items):
    total = 0.0
    for item in items:
        total += box.value * item
    return total


def nested(rows, i, n):
    total = 0
    for j in range(n):
        total += rows[i][j]
    return total


def aliased(a, b, n):
    for i in range(n):
        a.value = a.value + b.value * 0.5
    return a.value


def replaced_row(rows, spare, n):
    total = 0
    for j in range(n):
        total += rows[0][j]
        if j == 5:
            rows[0] = spare
    return total


def grown(items, n):
    seen = 0
    for i in range(n):
        seen += len(items)
        items.append(i)
    return seen


def roots(values):
    total = 0.0
    for value in values:
        total += math.sqrt(value)
    return total


SCALE = 1.0


class Changer:
    def __del__(self):
        global SCALE
        SCALE += 1.0


def overwritten(cells):
    total = 0.0
    for i in range(len(cells)):
        total += SCALE
        cells[i] = 0.5
    return total


def loop_variable(items):
    total = 0.0
    for item in items:
        total += SCALE
        items[0] = None
    return total


def used_up(iterator, box):
    total = 0
    for item in iterator:
        total += box.value
    return total + box.value


class Closer:
    def __init__(self, box):
        self.box = box

    def __del__(self):
        self.box.value += 1000


def divided(a, b, n):
    total = 0.0
    i = 0
    while i < n:
        total += a / b
        i += 1
    return total


def calling(box, change, n):
    total = 0
    for i in range(n):
        total += box.value
        if i == 7:
            change(box)
    return total


def change_class(box):
    box.__class__ = Other2


class Other2:
    value = property(lambda self: 100)


print("warm")
for turn in range(300):
    scaled(Box(2.0), [1.0, 2.0, 3.0] * 10)
    nested([[1, 2, 3], [4, 5, 6]], turn % 2, 3)
    aliased(Box(1.0), Box(2.0), 10)
    replaced_row([[1] * 20], [2] * 20, 20)
    grown([], 20)
    roots([1.0, 4.0] * 10)
    overwritten([1.0, 2.0] * 10)
    loop_variable([1.0] * 20)
    used_up(iter([1, 2, 3] * 10), Box(3))
    divided(1.0, 2.0, 20)
    calling(Box(1), id, 20)

print("before a loop that does not run")
for turn in range(200):
    assert scaled(None, []) == 0.0
    assert nested(None, 3, 0) == 0
    assert nested([], 3, 0) == 0
    assert divided(1.0, 0.0, 0) == 0.0
    assert divided(1, 0, 0) == 0.0
print(scaled(Box(2.0), [1.0, 2.0]), nested([[1, 2]], 0, 2), divided(1.0, 4.0, 3))
print(scaled(Other(3.0), [1.0, 2.0]), scaled(Box(2), [1.0, 2.0]), scaled(Box("ab"), []))
try:
    divided(1.0, 0.0, 2)
except ZeroDivisionError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
try:
    scaled(None, [1.0])
except AttributeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
for i in (0, 1, 2, -1, -3):
    try:
        print(nested([[1, 2, 3], [4, 5]], i, 3))
    except IndexError as error:
        print(i, error)

print("what changes")
one = Box(1.0)
print(aliased(one, one, 10), aliased(Box(1.0), Box(2.0), 10))
print(replaced_row([[1] * 20], [2] * 20, 20), replaced_row([[1] * 20], [0.5] * 20, 20))
print(grown([0], 30))
print(overwritten([1.0, Changer(), 2.0, Changer(), None, 3.0]), SCALE)
SCALE = 1.0
print(loop_variable([Changer(), 1.0, 2.0, Changer(), 3.0]), SCALE)
box = Box(1)
print(used_up(iter([Closer(box), 1, 2]), box), box.value)
box = Box(1)
print(used_up(iter((1, 2, Closer(box))), box), box.value)
print(calling(Box(1), change_class, 20))
print(roots([4.0, 9.0]))
math_sqrt, math.sqrt = math.sqrt, lambda x: x
print(roots([4.0, 9.0]))
math.sqrt = math_sqrt
print(roots([4.0, 9.0]))
math = Other(0)
math.sqrt = lambda x: -x
print(roots([4.0, 9.0]))
