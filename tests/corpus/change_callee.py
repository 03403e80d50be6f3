# compiled: first, second, Third.__init__, Third.__add__, Third.method, apply, rotate
"""A call site that sees two functions, many functions, a builtin, a class and a bound method."""


def first(x):
    return x + 1


def second(x):
    return x * 0.5


class Third:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return self.x + other

    __radd__ = __add__

    def method(self, x):
        return self.x - x


def apply(f, n):
    total = 0
    for i in range(n):
        total = f(i) + total
    return total


for f in (first, second, first, abs, float, Third, Third(100).method, lambda x: x & 3, int.__neg__, str):
    try:
        print(apply(f, 800))
    except TypeError as error:
        print(error)
mixed = [first, second, abs, Third(5).method]


def rotate(n):
    total = 0
    for i in range(n):
        total += mixed[i % 4](i)
    return total


print(rotate(2000))
