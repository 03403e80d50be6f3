# compiled: Bad.__del__, attribute, item, add, less, truth, walk, call, contains, length, key, text, Fine.__getitem__, Fine.__add__, Fine.__lt__, Fine.__iter__, Fine.__call__, Fine.__contains__, Fine.__len__, Fine.__format__, attempt
# hot: add, attribute, call, contains, item, key, length, less, text, truth, walk
"""Errors from every kind of helper arrive once, with their own type (semantics rule 50)."""

import sys


class Bad:
    def __getattr__(self, name):
        raise AttributeError("no " + name)

    def __getitem__(self, key):
        raise KeyError(key)

    def __add__(self, other):
        raise ArithmeticError("add")

    def __lt__(self, other):
        raise TypeError("lt")

    def __bool__(self):
        raise ValueError("bool")

    def __iter__(self):
        raise OSError("iter")

    def __call__(self):
        raise SystemError("call")

    def __contains__(self, item):
        raise LookupError("contains")

    def __len__(self):
        return -1

    def __hash__(self):
        raise BufferError("hash")

    def __del__(self):
        raise EOFError("ignored")


def attribute(x):
    return x.attribute


def item(x):
    return x[1]


def add(x):
    return x + 1


def less(x):
    return x < 2


def truth(x):
    return 1 if x else 2


def walk(x):
    total = 0
    for one in x:
        total += one
    return total


def call(x):
    return x()


def contains(x):
    return 3 in x


def length(x):
    return len(x)


def key(x):
    return {x: 1}


def text(x):
    return f"{x:d}"


class Fine:
    attribute = 1

    def __getitem__(self, key):
        return key

    def __add__(self, other):
        return other

    def __lt__(self, other):
        return True

    def __iter__(self):
        return iter((1, 2))

    def __call__(self):
        return 3

    def __contains__(self, item):
        return False

    def __len__(self):
        return 4

    def __format__(self, how):
        return how


def attempt(function, x):
    try:
        return function(x)
    except Exception as error:
        return type(error).__name__, str(error), type(error.__context__).__name__


sys.unraisablehook = lambda broken: ignored.append(type(broken.exc_value).__name__)
ignored = []
functions = (attribute, item, add, less, truth, walk, call, contains, length, key, text)
fine = Fine()
for function in functions:
    for i in range(1700):
        result = function(fine)
    print(function.__name__, str(result)[:3], attempt(function, Bad()), attempt(function, fine) == result)
print(len(ignored), set(ignored))

