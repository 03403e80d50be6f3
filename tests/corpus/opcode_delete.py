# compiled: locals_, subscripts, attributes, cells
"""DELETE_FAST, DELETE_SUBSCR, DELETE_ATTR, DELETE_GLOBAL, DELETE_DEREF next to hot code."""


class Thing:
    pass


def locals_(i):
    x = i
    y = x
    del x
    x = y + 1
    del y
    return x


def subscripts(items, d):
    n = 0
    while len(items) > 2:
        del items[0]
        del items[-1:]
        n += 1
    while d:
        for key in d:
            break
        del d[key]
        n += 1
    return n


def attributes(thing, n):
    for i in range(n):
        thing.x = i
        del thing.x
    return hasattr(thing, "x")


def cells(n):
    total = 0
    for i in range(n):
        x = i
        total += (lambda: x)()
        del x
    return total


total = 0
for i in range(800):
    total += locals_(i)
print(total, subscripts(list(range(1000)), dict.fromkeys(range(500))), attributes(Thing(), 800), cells(500))
for f in (lambda: subscripts(5, {}), lambda: attributes(5, 1), lambda: subscripts((1, 2, 3), {})):
    try:
        f()
    except (TypeError, AttributeError) as error:
        print(error)
