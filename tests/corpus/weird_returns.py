# compiled: Weird.__init__, Weird.__index__, length, truth, hashed, text, loop, inside, indexed, number
"""Special methods that return wrong types or raise: messages and that nothing crashes."""


class Weird:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value

    def __bool__(self):
        return self.value

    def __hash__(self):
        return self.value

    def __str__(self):
        return self.value

    __repr__ = __format__ = __str__

    def __iter__(self):
        return self.value

    def __contains__(self, item):
        return self.value

    def __index__(self):
        return self.value

    __int__ = __float__ = __index__


def length(x):
    return len(x)


def truth(x):
    if x:
        return 1
    return 0


def hashed(x):
    return {x: 1}


def text(x):
    return str(x) + "."


def loop(x):
    for y in x:
        return y
    return "empty"


def inside(x):
    return 1 in x


def indexed(x):
    return [1, 2, 3][x]


def number(x):
    return int(x), float(x)


for _ in range(300):
    result = length("ab"), truth([1]), hashed(1), text(5), loop([7]), inside([1]), indexed(1), number(2)
print(result)
for value in (-1, 2 ** 70, "s", None, 1.5, True, [], iter([9])):
    out = []
    for f in (length, truth, hashed, text, loop, inside, indexed, number):
        try:
            x = Weird(value)
            got = f(x)
            out.append(len(got) if isinstance(got, dict) else got)
        except (TypeError, ValueError, OverflowError, IndexError) as error:
            out.append(str(error))
    print(type(value).__name__, out)
