# compiled: via_list, via_attribute, via_tuple, via_dict, via_loop, via_condition, via_global
"""The very object that went into a container, attribute, cell or global comes out again."""


class Box:
    pass


def via_list(x):
    items = [None, None]
    items[0] = x
    items[1] = items[0]
    return items[1]


def via_attribute(x):
    box = Box()
    box.x = x
    box.y = box.x
    return box.y


def via_tuple(x):
    a, b = (x, 1)
    return a


def via_dict(x):
    d = {"x": x}
    return d["x"]


def via_loop(x):
    for i in range(3):
        y = x
        x = y
    return x


def via_condition(x):
    y = x or None
    z = y if y else x
    return z


def via_global(x):
    global kept
    kept = x
    return kept


objects = [1.5, 2 ** 40, 2 ** 80, "text", (1,), [], {}, Box(), -7.25, float("nan"), 10 ** 6, b"x", 3j]
good = 0
for turn in range(150):
    for thing in objects:
        for f in (via_list, via_attribute, via_tuple, via_dict, via_loop, via_condition, via_global):
            if f(thing) is thing:
                good += 1
print(good, 150 * len(objects) * 7)
