# compiled: cut, cut_step, put
"""Slices loaded and stored: every sign, size and step (BUILD_SLICE)."""


def cut(items, a, b):
    return items[a:b]


def cut_step(items, a, b, step):
    return items[a:b:step]


def put(items, a, b, value):
    items[a:b] = value
    return len(items)


total = 0
for i in range(-15, 15):
    for j in range(-15, 15):
        total += len(cut("hello world", i, j)) * 3 + sum(cut([1, 2, 3, 4, 5], i, j)) + len(cut((1, 2), i, j))
        for step in (1, -1, 2, -3):
            total += sum(cut_step(range(10), i, j, step))
print(total)
items = list(range(10))
print([put(items, i, i + 2, [i]) for i in range(8)], items)
print(put(items, 1, 3, "abc"), put(items, -1, None, ()), items)
print(cut([1, 2, 3], None, 2 ** 70), cut_step("abcdef", None, None, -2))
for arguments in (("a", None), (1.0, 2), (None, [])):
    try:
        cut([1, 2], *arguments)
    except TypeError as error:
        print(error)
try:
    cut_step([1], 0, 1, 0)
except ValueError as error:
    print(error)
try:
    put([1, 2], 0, 1, 5)
except TypeError as error:
    print(error)
