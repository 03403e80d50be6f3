# compiled: show, number, integer, plain
"""f-strings with conversions and format specifications of every kind (FORMAT_VALUE)."""


def show(x, width, places):
    return f"{x}|{x!r}|{x!s:>8}|{x!a}|{x:>{width}}|{x:<{width}}|{x:^{width}}|end"


def number(x, width, places):
    return f"{x:{width}.{places}f}|{x:+}|{x:e}|{x:,}|{x:%}|{x:g}|{x:010.2f}"


def integer(x):
    return f"{x:d}|{x:x}|{x:#b}|{x:o}|{x:_}|{x:08d}|{x:c}" if 32 < x < 127 else f"{x:d}{x:X}"


def plain(a, b):
    return f"{a}{b}" f"-{a + b}={a!r}"


for i in range(600):
    result = show(i, 7, 2), number(i * 0.37, 9, 3), integer(i % 200), plain(i, 2)
print(*result, sep="\n")
for value in ("text", "é語", None, [1, "a"], True, 2 ** 70, float("nan"), -0.0, b"x"):
    try:
        print(show(value, 6, 1))
    except TypeError as error:
        print(error)
for f, arguments in ((number, ("x", 1, 1)), (integer, (50.5,)), (show, (1, "q", 1)), (show, ([], 5, 1)), (plain, (1, "a"))):
    try:
        print(f(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
