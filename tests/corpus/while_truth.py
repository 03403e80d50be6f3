# compiled: Countdown.__bool__, Sized.__len__, turns
"""Loops controlled by the truth of ints, floats, strings, containers, None and objects."""


class Countdown:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        self.n -= 1
        return self.n > 0


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        self.n -= 1
        return self.n


def turns(thing, step):
    count = 0
    while thing:
        count += 1
        thing = step(thing)
    return count


print(turns(3000, lambda x: x - 1), turns(10.0, lambda x: x - 0.5), turns("abc" * 10, lambda x: x[1:]))
print(turns(list(range(20)), lambda x: x[1:]), turns(None, None), turns(Countdown(500), lambda x: x))
print(turns(Sized(300), lambda x: x), turns(2 ** 100, lambda x: x >> 1), turns({1: 2}, lambda x: {}))
try:
    turns(Sized(5), lambda x: Sized(-3))
except ValueError as error:
    print(error)
