# compiled: note, bump, ordered
"""Augmented assignment to subscripts: order of evaluation, and what happens when it fails."""

log = []


def note(value):
    log.append(value)
    return value


def bump(items, n):
    for i in range(n):
        items[i % 3] += i
        items[-1] *= 2
        items[-1] %= 1001
    return items


def ordered():
    note([1, 2])[note(0)] += note(5)


print(bump([0, 0, 1], 2000), bump({0: 0.5, 1: 1, 2: 2, -1: 7}, 50))
for _ in range(50):
    ordered()
print(log[:3], len(log))
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)


def fail(items, i):
    items[i] += 1


items = [1, 2, "x"]
for i in (0, 1, 2, 3, -4):
    try:
        fail(items, i)
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error, items)
