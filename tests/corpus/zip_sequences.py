# compiled: dot, pairs, numbered, marks, mixed, grows, Watch.__del__
# hot: dot, pairs, numbered, marks, mixed, grows
"""zip and enumerate over lists, tuples, texts and ranges go on without a frame; over other things, and where a sequence changes
meanwhile, they do what they always did."""

import sys


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def pairs(a, b, c):
    found = []
    for x, y, z in zip(a, b, c):
        if x != y:
            found.append((x, y, z))
    return found


def numbered(text):
    total = 0
    for i, c in enumerate(text, 1):
        total += i * ord(c)
    return total


def marks(row):
    return [i for i, ok in enumerate(row) if ok]


def mixed(a, b):
    rows = []
    for x, y in zip(a, b):
        rows.append(x)
        rows.append(y)
    return rows


def grows(items, most):
    seen = []
    for i, x in enumerate(items):
        seen.append((i, x))
        if len(items) < most:
            items.append(x + 1)
    return seen


for k in range(1700):
    dot([1, 2, k], (4, 5, 6))
    pairs("abc", "axc", range(3))
    numbered("text")
    marks((True, False, 1))
    mixed([1, 2], b"ab")
    grows([k], 3)
print(dot([1, 2, 3], (4, 5)), dot([1.5], (2,)), dot([], ()), dot([2**62, 2**62], (4, 4)))
print(pairs("ab\u20ac", "xyz", range(10**20, 10**20 + 2)), numbered("\u20ac\U0001f600"), numbered(""), marks([0, [], [0]]))
print(mixed([1, 2, 3], bytes(range(250, 255))), grows([1], 5), grows([], 3))


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), error.__traceback__.tb_next.tb_frame.f_code.co_name


# Other things than were seen.
def generate(n):
    for i in range(n):
        yield sys._getframe(1).f_code.co_name if i else i


class Odd:
    def __iter__(self):
        return self

    def __next__(self):
        raise OverflowError(sys._getframe(1).f_code.co_name)


print(dot({1: 2, 3: 4}, {5, }), dot(iter([1, 2]), iter((3, 4))), mixed(generate(3), generate(2)), mixed({1: 2}.items(), "ab"))
print(attempt(dot, [1, None], (2, 3)), attempt(dot, 1, 2), attempt(mixed, [1], Odd()), attempt(numbered, Odd()), attempt(marks, None))
changing = {1: 1, 2: 2}
print(attempt(lambda: [changing.pop(1, 0) for x, y in zip(changing, [1, 2])]))

# What the shorter one leaves, and what dies when a sequence ends.
longer = iter([1, 2, 3, 4])
print(mixed(longer, [9]), list(longer))


class Watch:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        events.append(self.name)


events = []
for name in range(40):
    mixed([Watch("%da" % name), Watch("%db" % name)], (Watch("%dc" % name),))
    events.append("-")
print(events[-8:], len(events))
longest = [1]
print([(x, longest.append(x)) for x, y in zip(longest, range(5))], len(longest))
