# compiled: check
"""assert and raise in hot functions, with and without messages, classes and instances."""


class Custom(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.a = a


def check(i):
    assert i != 700, f"not {i}"
    assert i != 800
    if i == 900:
        raise Custom(i, "x")
    if i == 901:
        raise Custom
    if i == 902:
        raise ValueError
    if i == 903:
        raise KeyError("k") from ZeroDivisionError("cause")
    if i == 904:
        raise i
    return i


total = 0
for i in range(1000):
    try:
        total += check(i)
    except Exception as error:
        print(i, type(error).__name__, error, repr(error.__cause__))
print(total)
