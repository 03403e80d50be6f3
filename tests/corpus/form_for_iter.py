# compiled: over, shared, restart
"""FOR_ITER over each iterator kind, exhausted, restarted, shared, with the variable used afterwards."""


def over(iterable):
    last = None
    n = 0
    for x in iterable:
        last = x
        n += 1
    return n, last


def shared(iterator):
    out = []
    for a in iterator:
        for b in iterator:
            out.append((a, b))
            break
    return out


def restart(items):
    total = 0
    for _ in range(3):
        for x in items:
            total += x
    return total


for make in (lambda: [1, 2, 3] * 300, lambda: (1, 2) * 400, lambda: range(900), lambda: range(9, 0, -2), lambda: iter([1]),
             lambda: reversed(range(700)), lambda: {1: 2}, lambda: "abc", lambda: [], lambda: (), lambda: range(0)):
    for _ in range(3):
        result = over(make())
    print(result, shared(iter(make()))[:2])
print(restart([1, 2]), restart(iter([1, 2])), restart(range(1000)), restart(x for x in (5, 6)))
it = iter([1, 2, 3])
print(next(it), over(it), over(it))
items = [1, 2, 3]
it = iter(items)
print(over(it), items.append(4), over(it))
