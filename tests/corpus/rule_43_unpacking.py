# compiled: Lies.__iter__, two, three, starred, swap, build, attempt
# hot: build, starred, swap, three, two
"""Unpacking: messages for wrong lengths, iterators that lie, errors in between (semantics rule 43)."""


class Lies:
    def __init__(self, items, hint):
        self.items = items
        self.hint = hint

    def __iter__(self):
        return iter(self.items)

    def __length_hint__(self):
        return self.hint


class Breaks:
    def __iter__(self):
        yield 1
        raise LookupError("broken")


def two(pair):
    a, b = pair
    return b, a


def three(items):
    a, (b, c) = items
    return a, b, c


def starred(items):
    first, *middle, last = items
    return first, middle, last


def swap(n):
    a, b, c = 0, 1, 2
    for i in range(n):
        a, b, c = c, a, b
    return a, b, c


def build(items):
    return [*items, 1], (*items, 2), {*items}


def attempt(function, argument):
    try:
        return function(argument)
    except (ValueError, TypeError, LookupError) as error:
        return type(error).__name__, str(error)


for i in range(2500):
    results = two((i, 1)), two([1, i]), three((1, (2, i))), starred([1, 2, i]), build([1])
print(results, swap(9000))
for wrong in ((), (1,), (1, 2, 3), [1], [1, 2, 3], "a", "abc", {1}, 5, None, Lies([1, 2], 100), Lies([1], 2),
              Lies([1, 2, 3], 2), Breaks(), range(2), iter([1, 2, 3])):
    print([attempt(function, wrong) for function in (two, three, starred)])
print(attempt(build, Lies([1, 2], 1000)), attempt(build, Lies([1], -5)), attempt(build, Lies([1], 0.5)))
