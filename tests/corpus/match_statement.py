# compiled: describe, add
"""match in and around hot functions."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def describe(thing):
    match thing:
        case 0:
            return "zero"
        case int(n) if n < 0:
            return "negative"
        case [a, b]:
            return add(a, b)
        case {"key": value}:
            return value
        case Point(0, y):
            return y
        case Point(x=x):
            return x
        case str() | bytes():
            return len(thing)
        case _:
            return None


def add(a, b):
    return a + b


things = [0, -5, 7, [1, 2], ("a", "b"), {"key": 3}, Point(0, 4), Point(5, 6), "text", b"by", None, [1, 2, 3]]
for _ in range(150):
    results = [describe(thing) for thing in things]
print(results)
