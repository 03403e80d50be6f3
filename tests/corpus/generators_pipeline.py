# compiled: source, keep, scale, total, nested
"""A pipeline of generators with hot plain functions in between, and one that is abandoned."""

log = []


def source(n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append("closed")


def keep(x):
    return x % 3 != 0


def scale(x):
    return x * 1.5


def pipeline(n):
    return (scale(x) for x in source(n) if keep(x))


def total(iterable, limit):
    result = 0
    count = 0
    for value in iterable:
        result += value
        count += 1
        if count == limit:
            break
    return result


print(total(pipeline(2000), -1), log)
print(total(pipeline(2000), 500), log)


def nested(tree):
    if isinstance(tree, list):
        for branch in tree:
            yield from nested(branch)
    else:
        yield tree


tree = 1
for i in range(60):
    tree = [tree, i, [i, i + 1]]
print(total(nested(tree), -1))
