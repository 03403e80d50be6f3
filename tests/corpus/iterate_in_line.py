# compiled: over, keys, values, items, elements, text, octets, counted, pairs, zipped, three, nested, backwards, item_pairs, show
"""Loops over dicts, their views, sets, strings, bytes, enumerate, zip and reversed, advanced in line: values,
ends, iterators that somebody else has too, containers that change, errors, other types than seen."""


def over(iterable):
    found = []
    for item in iterable:
        found.append(item)
    return found


def keys(d):
    n = 0
    for key in d:
        n = n * 3 + len(key) & 0xffff
    return n


def values(d):
    n = 0
    for value in d.values():
        n = n * 3 + value & 0xffff
    return n


def items(d):
    n = 0
    for key, value in d.items():
        n = n * 3 + len(key) + value & 0xffff
    return n


def elements(s):
    n = 0
    for x in s:
        n ^= x
    return n


def text(s):
    n = 0
    for c in s:
        n = n * 31 + ord(c) & 0xffffff
    return n


def octets(b):
    n = 0
    for byte in b:
        n = n * 31 + byte & 0xffffff
    return n


def counted(xs, start=0):
    n = 0
    for i, x in enumerate(xs, start):
        n += i * x
    return n


def pairs(xs, start=0):
    last = None
    for pair in enumerate(xs, start):
        last = pair
    return last


def zipped(a, b):
    n = 0
    for x, y in zip(a, b):
        n = n * 3 + x - y & 0xffff
    return n


def three(a, b, c):
    last = None
    for x, y, z in zip(a, b, c):
        last = x, y, z
    return last


def nested(a, b):
    n = 0
    for i, (x, y) in enumerate(zip(a, b)):
        n += i * x - y
    return n


def backwards(xs):
    n = 0
    for x in reversed(xs):
        n = n * 3 + x & 0xffff
    return n


def item_pairs(d):
    return [pair for pair in d.items()]


def show(f, *args):
    try:
        print(f.__name__, f(*args))
    except Exception as error:
        print(f.__name__, type(error).__name__, error)


d = {str(i): i for i in range(40)}
xs = list(range(40))
for _ in range(40):
    r = [keys(d), values(d), items(d), elements({*xs}), text("abc" * 13), octets(b"abc" * 13), counted(xs), pairs(xs),
         zipped(xs, xs[::-1]), three(xs, xs, "x" * 40), nested(xs, xs), backwards(xs), len(item_pairs(d))]
print(r)
for _ in range(120):
    for kind in (d, d.values(), d.items(), set(xs), "abc", b"abc", enumerate(xs), zip(xs, xs), reversed(xs), frozenset(xs)):
        over(kind)

# other kinds of dicts, strings, containers; empty ones
holed = dict(d)
for i in range(0, 40, 3):
    del holed[str(i)]


class Plain:
    def __init__(self):
        self.a, self.bb, self.ccc = 1, 2, 3


class Sub(dict):
    pass


split = Plain().__dict__
for some in ({}, holed, split, {b"x": 1, (1, 2): 2, "s": 3}, Sub(d)):
    show(keys, some), show(values, some), show(items, some)
for some in (set(), frozenset(xs), {1, "a"}, [1, 2], {3: 4}):
    show(elements, some)
for some in ("", "\xe4\xf6\xfc", "\u20ac\u0100", "\U0001f600a", ["a", "b"], 3):
    show(text, some)
for some in (b"", bytearray(b"abc"), memoryview(b"abc"), [1, 2]):
    show(octets, some)
for some in ([], (1, 2, 3), range(5), {4: 4}, iter([1, 2]), "ab", (x for x in (1, 2)), None):
    show(counted, some)
for start in (-3, 2 ** 62 - 1, 2 ** 63 - 2, 2 ** 70):
    show(counted, [1, 2, 3], start), show(pairs, [1, 2, 3], start)
for a, b in (([], xs), (xs, []), ([1, 2], xs), (xs, (1, 2)), (range(5), xs), ("ab", xs), ({1: 2}, {3}), (1, xs)):
    show(zipped, a, b)
for some in ([], (1, 2, 3), range(9), {1: 1, 2: 2}, {1}):
    show(backwards, some)
