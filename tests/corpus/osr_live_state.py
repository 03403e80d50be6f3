# compiled: deep, iterators, held
"""Loop entries with much on the value stack: loops inside calls' arguments by comprehension, nested iterators."""


def deep(rows):
    total = 0
    for a in rows:
        for b in zip(a, a):
            for c in enumerate(b):
                for d in range(c[1]):
                    for e in (d, d + 1):
                        total += e * c[0]
    return total


def iterators(n):
    outer = iter(range(n))
    seen = 0
    for a in outer:
        for b in outer:
            seen += b - a
            if b % 10 == 0:
                break
        if seen > 10 ** 9:
            return a
    return seen


def held(n):
    first = None
    for i in range(n):
        if first is None:
            first = [i]
        first.append(i)
        if len(first) > 100:
            first = None
    return first and len(first)


print(deep([[3, 4, 5]] * 20), iterators(3000), held(2500))
