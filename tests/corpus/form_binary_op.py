# compiled: add_int, add_float, add_str, inplace_str, mul_int, mul_float, sub_int, sub_float
"""The specialised forms of BINARY_OP: each is trained, then misses."""


def add_int(a, b):
    return a + b


def add_float(a, b):
    return a + b


def add_str(a, b):
    return a + b


def inplace_str(n):
    s = ""
    for i in range(n):
        s = s + "x"
    return s


def mul_int(a, b):
    return a * b


def mul_float(a, b):
    return a * b


def sub_int(a, b):
    return a - b


def sub_float(a, b):
    return a - b


cases = [(add_int, 1, 2), (add_float, 0.5, 0.25), (add_str, "a", "b"), (mul_int, 3, 4), (mul_float, 0.5, 3.0), (sub_int, 5, 7),
         (sub_float, 0.5, 1.5)]
odd = [(1, 2), (0.5, 2), (2, 0.5), (2 ** 62, 2 ** 62), (True, 1), (2 ** 100, -1), ("a", "b"), ([1], [2]), ("a", 2), (None, 1)]
for f, a, b in cases:
    for _ in range(400):
        f(a, b)
    for x, y in odd + [(a, b)]:
        try:
            print(f.__name__, f(x, y))
        except TypeError as error:
            print(f.__name__, error)
print(len(inplace_str(2000)))
