# compiled: build
"""Tuples, lists, sets and dicts built from locals in hot code; constants stay themselves."""


def build(i):
    x = i * 2
    return (i, x), [i, x, i], {i, x}, {"i": i, x: "x"}, (), [], {}, (1, 2), [1, 2, 3], {"a": 1, "b": 2}, (i,)


def const():
    return (1, "a", (2.5, None))


for i in range(1500):
    result = build(i)
print(result, build(2.5), build("ab")[:2], sorted(build("ab")[2]))
print(const() is const(), build(1)[7] is build(2)[7], build(1)[5] is build(1)[5])
try:
    build([1])
except TypeError as error:
    print(error)
