# compiled: consume, generate, Sequence.__getitem__
"""The same loop over range, list, tuple, str, dict, generator, and objects, in turn."""


def consume(iterable):
    count = 0
    last = None
    for item in iterable:
        count += 1
        last = item
    return count, last


def generate(n):
    for i in range(n):
        yield i


class Sequence:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 700:
            raise IndexError
        return -i


makers = [lambda: range(1000), lambda: [1.5] * 1000, lambda: (None,) * 1000, lambda: "x" * 1000, lambda: dict.fromkeys(range(1000)),
          lambda: generate(1000), lambda: Sequence(), lambda: iter(range(2 ** 63, 2 ** 63 + 1000)), lambda: map(str, range(1000)),
          lambda: reversed([1, 2, 3] * 300), lambda: enumerate("abc" * 300), lambda: zip(range(900), "ab" * 450), lambda: b"bytes" * 100,
          lambda: {7: 1}.values(), lambda: frozenset([5]), lambda: range(0), lambda: []]
for make in makers + makers[::-1]:
    print(consume(make()))
