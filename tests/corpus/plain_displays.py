# compiled: empty, of_constants, of_numbers, of_values, counted, in_callee, over, of_range, classes, outer, hashed
"""Sets and dicts of plain keys, iterators of builtin containers, set(), dict() and reversed() are made without a frame;
keys that are not plain are hashed and compared by their own code, which sees all frames."""

import sys


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        log.append(("hash", [name(k) for k in range(1, 4)]))
        return 7

    def __eq__(self, other):
        log.append(("eq", [name(k) for k in range(1, 4)]))
        return self.value == other.value

    def __iter__(self):
        log.append(("iter", [name(k) for k in range(1, 4)]))
        return iter((self.value, self.value))


log = []


def name(depth):
    frame = sys._getframe(depth + 1)
    return frame.f_code.co_name, frame.f_lineno


def empty(n):
    d = {}
    s = set()
    for i in range(n):
        d[i] = i
        s.add(i % 3)
    return len(d), s, dict(), list(), frozenset()


def of_constants(a, b):
    return {"a": a, "b": b, 3: a, None: b}


def of_numbers(a, b):
    return {a, b, a + b, 1, 1.0, True}, {a: 1, b: 2, a: 3}


def of_values(a, b):
    return {a, b}, {a: b, b: a}


def counted(items):
    n = 0
    for item in items:
        n += item
    return n


def over(items):
    return counted(items)


def of_range(r):
    total = 0
    for i in r:
        total = total * 3 + i
    for i in reversed(r):
        total = total * 3 + i
    return total


def classes(text, items):
    return sorted(set(text)), sorted(frozenset(text)), list(reversed(items)), list(enumerate(items, 2)), list(enumerate(text))


def in_callee(a):
    return {a: {a}, "x": {}}


def outer(n):
    total = 0
    for i in range(n):
        total += len(in_callee(i)) + len(of_constants(i, n))
    return total


def hashed(items):
    return len(set(items)), len(frozenset(items)), [type(x).__name__ for x in enumerate(items)], len({*items})


for _ in range(300):
    result = (empty(5), of_constants(1, 2), of_numbers(1, 2), of_values(1, 2), over([1, 2]), of_range(range(4)),
              classes("hello", [1, 2]), outer(4), hashed(["a", "b"]))
print(result)
print(of_numbers(1.5, "a") if False else of_numbers(1.5, 2), of_values("a", 1.5))

one, two = Key(1), Key(1)
print(len(of_values(one, two)[0]), len(of_values(one, Key(2))[1]), log)
log.clear()
print(of_numbers(True, 2), over((1, 2, 3)), over({4, 5}), over({6: 1}), over(range(3)))
print(over(Key(4)), log)
log.clear()
print(hashed([one, two]), len(log), log[0], log[-1])
log.clear()
print(len(in_callee(one)), log)
for bad in ([], {}):
    for f in (of_values, of_numbers):
        try:
            f(bad, 1)
        except TypeError as error:
            print(error)
    try:
        in_callee(bad)
    except TypeError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
big = 10**30
print(of_range(range(big, big + 4)), of_range(range(5, -5, -2)), of_range([1, 2]), of_range((3, 4)))
try:
    over(5)
except TypeError as error:
    print(error)
try:
    classes(5, [])
except TypeError as error:
    print(error)
print(of_constants([], {}), classes(range(3), (1, 2)))
