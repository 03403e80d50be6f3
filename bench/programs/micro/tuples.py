"""Tuples: packed and unpacked, returned, compared, as keys and items, swapped, nested, named."""

from collections import namedtuple

N = 200000
EXPECTED = (934500752459, 49999, (1, 2000, 998, 198916))
SHORT = (12000, (3367970394, 2999, (1, 2000, 998, 10708)))

Point = namedtuple("Point", "x y")


def divide(a, b):
    return a // b, a % b


def run(n):
    total = 0
    a, b, c = 1, 2, 3
    items = []
    for i in range(1, n):
        quotient, rest = divide(i * 17, 5)
        total += quotient - rest
        a, b, c = b, c, (a + i) % 1000
        pair = (i % 10, b)
        if pair < (5, 500):
            total += pair[0]
        point = Point(i, c)
        total += point.x - point.y
        (left, (middle, right)) = (i, (a, b))
        total += left + middle + right
        if i % 4 == 0:
            items.append((right, left))
        total += len(pair + (1,)) + (b in pair)
    items.sort()
    for at, (right, left) in enumerate(items):
        total += at * right - left
    return total, len(set(items)), items[0] + items[-1]


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
