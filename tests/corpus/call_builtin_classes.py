# compiled: convert, collect, texts, truth
# hot: texts
"""Builtin classes called with one argument: what they give, what they raise, subclasses, and other things of the name."""


class Odd:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __float__(self):
        return self.value / 2

    def __str__(self):
        return f"odd {self.value}"

    def __bool__(self):
        return self.value > 2

    def __iter__(self):
        return iter(range(self.value))


class Text(str):
    pass


def convert(values):
    return [(int(value), float(value)) for value in values]


def collect(values):
    return list(values), tuple(values), set(values), sorted(frozenset(values)), dict(enumerate(values))


def texts(values):
    out = []
    for value in values:
        out.append(str(value))
    return "".join(out), [type(text).__name__ for text in out]


def truth(values):
    return [bool(value) for value in values]


for _ in range(600):
    convert(["12", "7"]), collect([1, 2]), texts([1, 2, 3] * 10), truth([0, 1, "", "a"])
print(convert(["12", 7, 2.0, True, Odd(4)]), collect((3, 1, 2)), collect("abc"), collect(Odd(3)))
print(texts([1, 10**30, 1.5, True, None, "x", Text("sub"), Odd(3)]), truth([0, 1.0, None, Odd(2), Odd(3), []]))
for bad in "x", None, [1]:
    try:
        print(convert(["1", bad]))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
items = (1, 2)
print(tuple(items) is items, collect(items)[1] is items)
try:
    texts([10**5000])
except ValueError as error:
    print(error)
int = lambda value: "another"
print(convert(["12"]))
del int
print(convert(["12"]))
