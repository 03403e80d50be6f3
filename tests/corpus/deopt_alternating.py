# compiled: add, pick, attribute
"""A site whose type alternates for ever: recompilation has to end."""


def add(a, b):
    return a + b


def pick(items, i):
    return items[i]


def attribute(thing):
    return thing.value


class A:
    value = 1


class B:
    def __init__(self):
        self.value = 2.5


class C:
    __slots__ = ("value",)


c = C()
c.value = "3"
things = [A(), B(), c]
kinds = [(1, 2), (0.5, 1), ("a", "b"), ([1], [2]), (2 ** 70, 1), ((1,), (2,)), (True, 2), (1j, 2)]
containers = [[1, 2], (3, 4), "ab", {0: 5, 1: 6}, b"xy", range(7, 9)]
log = []
for i in range(4000):
    a, b = kinds[i % len(kinds)]
    result = add(a, b), pick(containers[i % len(containers)], i % 2), attribute(things[i % 3])
    if i > 3990:
        log.append(result)
for line in log:
    print(line)
