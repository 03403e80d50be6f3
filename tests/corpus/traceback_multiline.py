# compiled: call, chain, Thing.first, Thing.second, Thing.third, condition, keep
"""Lines and columns of errors in statements over several lines, in hot functions."""

import traceback


def call(f, a, b, c):
    return f(
        a +
        b,
        c
        * 2,
        key=(a
             - c),
    )


def chain(thing, a, b):
    return (thing
            .first(a)
            .second(b)
            .third())


class Thing:
    def first(self, a):
        return self if a else None

    def second(self, b):
        return self if b else 5

    def third(self):
        return 1


def condition(a, b, c):
    if (a > b
            and b > c
            or c > a):
        return 1
    return {
        "a": a,
        "sum": a + b
               + c,
    }


def keep(*args, key):
    return key


for i in range(700):
    call(keep, i, 1, 2)
    chain(Thing(), 1, 1)
    condition(i, 300, 2)
for f, arguments in ((call, (keep, 1, "x", 2)), (call, (keep, 1, 2, "x")), (call, (keep, 1, 2, None)), (call, (len, 1, 2, 3)),
                     (chain, (Thing(), 0, 1)), (chain, (Thing(), 1, 0)), (condition, (1, "x", 2)), (condition, (2, 1, "x")),
                     (condition, (0, 0, None)), (chain, (None, 1, 1))):
    try:
        print(f.__name__, f(*arguments))
    except Exception:
        print(traceback.format_exc())
