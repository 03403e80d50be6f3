# compiled: numbers, Up.__next__, Old.__getitem__, total, Failing.__next__
"""for over generators, generator expressions and objects with __iter__/__next__/__getitem__."""


def numbers(n):
    for i in range(n):
        yield i * 2
    return "done"


class Up:
    def __init__(self, n):
        self.n = n
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.i == self.n:
            raise StopIteration
        self.i += 1
        return self.i


class Old:
    def __getitem__(self, i):
        if i > 1500:
            raise IndexError(i)
        return i


def total(iterable):
    result = 0
    for item in iterable:
        result += item
    return result


print(total(numbers(2000)), total(x * x for x in range(1000)), total(Up(1500)), total(Old()))
print(total(map(abs, range(-500, 500))), total(filter(None, [0, 1, 2] * 300)), total({5, 6, 7}))
for bad in (5, None, Up, 1.5):
    try:
        total(bad)
    except TypeError as error:
        print(error)


class Failing(Up):
    def __next__(self):
        if self.i == 700:
            raise ValueError("seven hundred")
        return super().__next__()


try:
    total(Failing(1000))
except ValueError as error:
    print(error)
