# compiled: Number.__init__, Number.value, Number.__add__, loop
# hot: Number.value
"""A class changed by the loop that uses it: methods, attributes, slots of operators (rule 29)."""


class Number:
    scale = 1

    def __init__(self, n):
        self.n = n

    def value(self):
        return self.n * self.scale

    def __add__(self, other):
        return self.n + other


def loop(numbers, changes):
    total = 0
    for i, number in enumerate(numbers):
        if i in changes:
            changes[i]()
        total += number.value() + (number + 1)
    return total


def add_getattribute():
    Number.__getattribute__ = lambda self, name: 2 if name in ("n", "scale") else object.__getattribute__(self, name)


def remove_getattribute():
    del Number.__getattribute__


changes = {
    300: lambda: setattr(Number, "scale", 3),
    400: lambda: setattr(Number, "value", lambda self: 0.5),
    500: lambda: setattr(Number, "__add__", lambda self, other: other * 10),
    600: lambda: setattr(Number, "n", property(lambda self: 5)),
    700: lambda: delattr(Number, "n"),
    800: add_getattribute,
    900: remove_getattribute,
    1000: lambda: setattr(Number, "value", len.__call__ if 0 else classmethod(lambda cls: 4)),
    1100: lambda: setattr(Number, "extra", 1),
}
numbers = [Number(i) for i in range(1500)]
print(loop(numbers, {}), Number.scale)
print(loop(numbers, changes))
print(loop(numbers, {}))
Number.__add__ = None
try:
    loop(numbers, {})
except TypeError as error:
    print(error)
