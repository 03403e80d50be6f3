# compiled: double, repeat, join
"""int, str, list and tuple through the same + and * sites."""


def double(x):
    return x + x


def repeat(x, n):
    return x * n


def join(items, empty):
    result = empty
    for item in items:
        result = result + item
    return result


total = 0
for i in range(2000):
    total += double(i)
print(total)
for x in ("ab", [1], (2,), 1.5, b"z", True, 2 ** 62, -2 ** 63, 1j):
    print(double(x), repeat(x, 3), repeat(x, 0))
print(join("abc" * 5, ""), join([[1], [2]], []), join(range(10), 0), join(["x"], "") , join([(1,), (2,)], ()))
for x, n in (("a", "b"), ("a", 1.5), ([1], None), (None, 2), ({}, 2)):
    try:
        repeat(x, n)
    except TypeError as error:
        print(error)
for _ in range(500):
    result = repeat(2, 30), double("s"), repeat("ab", 2)
print(result, repeat(2, 2 ** 62))
