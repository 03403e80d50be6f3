# compiled: aliased, in_containers, small, through, same, stored, add_in_place, add_to_item
# hot: add_in_place, add_to_item, aliased, in_containers, small, stored, through
"""One number under several names stays one object; small ints are the cached ones (semantics rule 36)."""


def aliased(x, n):
    y = x
    total = x
    for i in range(n):
        total = total + 1.5
    z = y
    return x is y, y is z, total is x


def in_containers(x):
    row = [x, x]
    pair = (x, row[0])
    table = {"x": x}
    row.append(table["x"])
    return all(one is x for one in row), pair[0] is pair[1], row[2] is pair[1]


def small(n):
    cached = 0
    for i in range(n):
        a = i % 250
        b = (i + 250) % 250
        cached += a is b
    return cached


def negative(n):
    return [(-i) is (-i + 0) for i in range(n)][:7]


def through(x):
    return same(x + 0.0, x), same(x, x)


def same(a, b):
    return a is b


def stored(box, n):
    for i in range(n):
        value = i * 0.5
        box.first = value
        box.second = value
    return box.first is box.second


class Box:
    pass


for _ in range(2000):
    results = aliased(2.5, 5), in_containers(3.75), in_containers(10**20), through(4.5)
print(results, small(9000), negative(9000), stored(Box(), 9000))
x = 1e10
box = Box()
box.a = x


def add_in_place(box, n):
    for i in range(n):
        box.a = box.a + 1.0
    return box.a


print(add_in_place(box, 9000), x)
items = [0.5]
old = items[0]


def add_to_item(items, n):
    for i in range(n):
        items[0] += 1.0
    return items[0]


print(add_to_item(items, 9000), old)
