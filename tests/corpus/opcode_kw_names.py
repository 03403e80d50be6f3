# compiled: f, Thing.__init__, Thing.m, Thing.__call__, calls
"""Calls with keyword names to every kind of callee."""


def f(a, b=0, *args, c=0, **kw):
    return a, b, args, c, sorted(kw)


class Thing:
    def __init__(self, a, b=1):
        self.pair = a, b

    def m(self, x, *, y=5):
        return x, y

    def __call__(self, *args, **kw):
        return len(args), sorted(kw)


def calls(i, thing):
    return (f(i, c=1), f(a=i, b=2), f(1, 2, 3, d=4, c=i), Thing(i, b=2).pair, Thing(b=1, a=i).pair, thing.m(1, y=i), thing.m(x=i),
            thing(1, k=2), dict(a=i, b=2), sorted([3, 1, 2], reverse=True), int("11", base=2), "{x}".format(x=i), max([1, 2], key=abs),
            print(end=""))


thing = Thing(0)
for i in range(600):
    result = calls(i, thing)
print(*result, sep="\n")
for bad in (lambda: Thing(1, c=2), lambda: thing.m(1, 2), lambda: thing.m(y=1), lambda: f(b=1), lambda: int(x="1"),
            lambda: sorted([1], nope=1), lambda: len(obj=[]), lambda: dict([1], a=1)):
    for _ in range(25):
        try:
            bad()
        except TypeError as error:
            text = error
    print(text)
