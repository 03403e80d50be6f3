# compiled: parts, number
"""FORMAT_VALUE with each flag, in one string of many parts, over exact and other types."""


def parts(a, b):
    return f"{a}" + f"{a!s}" + f"{a!r}" + f"{a!a}" + f"{b:>{5}}" + f"{b!r:*^9}" + f"{{}}" + f"{a}{b}{a}"


def number(i):
    return f"{i}", f"{i:5}", f"{i:05}", f"{i!s:>5}", f"{i:,}"


for i in range(700):
    result = parts(i, "é"), number(i * 1000)
print(*result)
for a, b in (("s", 1), (None, 0.5), (True, "x"), (2 ** 70, -0.0), ("語", 2 ** 70), ([1], "x"), (1.5, 2)):
    print(parts(a, b))
for a, b in ((1, [1]), (1, None), (1, {})):
    try:
        parts(a, b)
    except TypeError as error:
        print(error)
same = "text"
print(f"{same}" is same, f"{same!s}" is same)
