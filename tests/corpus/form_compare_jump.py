# compiled: less_int, equal_str, unequal_str, greater_float, loop_int, loop_float, loop_str
"""COMPARE_OP with a jump: int, float and str forms, forward and backward, and what misses them."""


def less_int(a, b):
    if a < b:
        return 1
    return 0


def equal_str(a, b):
    if a == b:
        return 1
    return 0


def unequal_str(a, b):
    if a != b:
        return 1
    return 0


def greater_float(a, b):
    if a > b:
        return 1
    return 0


def loop_int(n):
    i = 0
    while i < n:
        i += 1
    return i


def loop_float(x):
    n = 0
    while x >= 0.001:
        x *= 0.9
        n += 1
    return n


def loop_str(text):
    n = 0
    while text != "":
        text = text[1:]
        n += 1
    return n


for i in range(800):
    less_int(i, 400), equal_str("a" * (i % 3), "aa"), unequal_str("x", "y"), greater_float(i * 0.5, 100.0)
odd = [(1, 2), (2, 1), (0.5, 1), (1, 0.5), (2 ** 40, 2 ** 41), (2 ** 100, 1), ("a", "b"), ("b", "b"), (True, 2), ([1], [2]),
       (float("nan"), 1.0), (None, None), ((1, "a"), (1, 2))]
for f in (less_int, equal_str, unequal_str, greater_float):
    for a, b in odd:
        try:
            print(f(a, b), end=" ")
        except TypeError as error:
            print(error, end=" ")
    print()
print(loop_int(2000), loop_int(10.5), loop_int(True), loop_float(1.0), loop_float(1), loop_str("abc" * 20), loop_int(2 ** 10))
try:
    loop_int("x")
except TypeError as error:
    print(error)
