# compiled: same, count, loop
"""`is` and `is not`: singletons, aliases, fresh objects, types, in values and in jumps."""


def same(a, b):
    return a is b, a is not b


def count(items, wanted):
    n = 0
    for item in items:
        if item is wanted:
            n += 1
        elif item is not None:
            n += 100
    return n


def loop(node):
    n = 0
    while node is not None:
        n += 1
        node = node[0]
    return n


x = [1]
for _ in range(600):
    result = same(x, x), same(None, None), same(x, [1]), same(True, 1), same(int, type(5)), same(..., Ellipsis)
print(result, count([x, [1], None, x] * 300, x), count([True, 1, False] * 10, True), count([None] * 9, None))
node = None
for _ in range(500):
    node = (node,)
print(loop(node), same((), ()), same("", ""), same(256, 255 + 1))
