# compiled: exact, defaults, Thing.method, Thing.with_default, call1, call2, call_method
"""The forms of CALL for Python functions: exact arguments, with defaults, bound, and what misses."""


def exact(a, b):
    return a, b


def defaults(a, b=2, c=3):
    return a, b, c


def varargs(*args):
    return args


class Thing:
    def method(self, a):
        return a

    def with_default(self, a, b="b"):
        return a, b


def call1(f, a):
    return f(a)


def call2(f, a, b):
    return f(a, b)


def call_method(thing, a):
    return thing.method(a), thing.with_default(a), thing.with_default(a, 1)


thing = Thing()
for i in range(700):
    result = call2(exact, i, 1), call1(defaults, i), call_method(thing, i), call2(defaults, 1, i), call1(thing.method, i)
print(result)
for f in (exact, defaults, varargs, thing.method, thing.with_default, Thing.method, lambda a: a, abs, str, int, None, print.__class__):
    for call, arguments in ((call1, (f, 5)), (call2, (f, 5, 10))):
        try:
            print(call(*arguments), end=" ")
        except (TypeError, ValueError) as error:
            print(f"[{error}]", end=" ")
    print()
exact.__code__ = (lambda a, b: "new code").__code__
print(call2(exact, 1, 2))
exact.__code__ = defaults.__code__
try:
    print(call2(exact, 1, 2))
except TypeError as error:
    print(error)
exact.__defaults__ = (9,)
print(call2(exact, 1, 2))
