# compiled: Log.__iadd__, Swap.__init__, Swap.__iadd__, Swap.__isub__, Swap.__sub__, Swap.__imul__, add_all, extend, others
"""__iadd__ and friends: identity kept or not, aliases, fallbacks (semantics rule 41)."""


class Log(list):
    def __iadd__(self, other):
        self.append(other)
        return self


class Swap:
    def __init__(self, n):
        self.n = n

    def __iadd__(self, other):
        return Swap(self.n + other)

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return "sub"

    def __imul__(self, other):
        return None


def add_all(target, values):
    for value in values:
        target += value
    return target


def extend(n):
    a = b = []
    c = d = ()
    for i in range(n):
        a += [i]
        c += (i,)
    return a is b, len(b), c is d, len(d)


def others(x):
    y = x
    y -= 1
    x *= 2
    return y, x


log = Log()
print(add_all(log, range(500)) is log, len(log), add_all(Swap(1), range(1000)).n, extend(600))
for _ in range(300):
    result = others(Swap(3))
print(result, add_all([], ["ab", (1, 2)]), add_all({1}, []), others(5), others(0.5))
for target, value in (([], 5), ((), [1]), ("a", 1), (None, 1), ({}, {1: 2})):
    try:
        print(add_all(target, [value]))
    except TypeError as error:
        print(error)
s = {1, 2}
t = s
s |= {3}
d = {1: 1}
e = d
d |= {2: 2}
print(t is s, sorted(t), e is d, e)
