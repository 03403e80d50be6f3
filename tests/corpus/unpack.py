# compiled: two, three, nested, starred, Pair.__iter__
"""Unpacking of tuples, lists, strings, dicts, generators and iterators, and its errors."""


def two(x):
    a, b = x
    return b, a


def three(x):
    [a, b, c] = x
    return c, b, a


def nested(x):
    (a, b), (c, (d, e)) = x
    return a + b + c + d + e


def starred(x):
    a, *b, c = x
    return a, b, c


class Pair:
    def __iter__(self):
        yield 1
        yield 2


for i in range(1000):
    result = two((i, 1)), two([1, i]), three("abc"), nested(((i, 1), (2, (3, 4)))), starred(range(i % 5 + 2)), two(Pair())
print(result, two({"k": 1, "l": 2}), two("xy"), two(b"ab"), three(iter([1, 2, 3])), two(x for x in (1, 2)))
for value in ((1,), (1, 2, 3), [], [1, 2, 3], "a", "abc", 5, None, {1}, iter([1]), range(9), (x for x in range(5)), 2.5):
    for f in (two, three, starred):
        try:
            f(value)
        except (ValueError, TypeError) as error:
            print(f.__name__, type(error).__name__, error)
