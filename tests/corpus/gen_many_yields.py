# compiled: two, walk, mixed_types, with_cells, add_two, walked, of_types, of_cells, crossed, add_all, local_frames, shows, fails, failing
# inlined: two, walk, mixed_types, with_cells, add_all.<locals>.<genexpr>
"""Generators with several yields, with cells, and methods' bodies among them: which yield it was is known at each exit."""

import sys


def two(n):
    for i in range(n):
        yield i
        yield -i


def walk(n):
    yield "begin"
    k = 0
    while k < n:
        k += 1
        if k % 3 == 0:
            yield "three", k
            continue
        for j in range(k % 4):
            yield k * j
    yield "end"


def mixed_types(n):
    x = 0
    for i in range(n):
        yield x
        x = 1.5
        yield x
        x = "s"
        yield x
        del x
        y = i
        yield y
        x = y


def with_cells(n):
    scale = 2
    for i in range(n):
        yield (lambda x: x * scale)(i)
        scale += 1


def add_two(n):
    total = 0
    for value in two(n):
        total = total * 3 % 1009 + value
    return total


def walked(n):
    seen = []
    for item in walk(n):
        seen.append(item)
        if len(seen) > 40:
            break
    return seen


def of_types(n):
    text = ""
    for item in mixed_types(n):
        text += type(item).__name__[0] + str(item)
    return text


def of_cells(n):
    total = 0
    for value in with_cells(n):
        total += value
    return total


def crossed(n):
    total = 0
    for x in two(n):
        for y in two(3):
            if y == -1 and x > 5:
                break
            total += x * y
    return total


def add_all(n):
    bias = 3
    return sum(x + bias for x in two(n)), sum(len(str(x)) for x in walk(n))


def local_frames(n):
    seen = []
    for value in shows(n):
        seen.append(value)
    return seen


def shows(n):
    for i in range(n):
        a = i
        yield sorted(sys._getframe().f_locals.items())
        del a
        b = -i
        yield sorted(sys._getframe().f_locals.items()), b


def fails(n, where):
    for i in range(n):
        yield 1 // (where - 2 * i)
        yield 1 // (where - 2 * i - 1)


def failing(n, where):
    total = 0
    try:
        for value in fails(n, where):
            total += value
    except ZeroDivisionError as error:
        return total, error.__traceback__.tb_next.tb_lineno
    return total


for turn in range(1600):
    add_two(4), walked(4), of_types(2), of_cells(3), add_all(3)

for turn in range(3):
    print(add_two(300), walked(30), of_types(20), of_cells(40), crossed(30), add_all(20))
    print(local_frames(3), failing(20, 80), failing(20, 6), failing(20, 7))
