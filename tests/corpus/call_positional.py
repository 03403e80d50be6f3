# compiled: f0, f1, f2, f5, f9, drive
"""Python functions with zero to nine positional arguments, and the errors of wrong counts."""


def f0():
    return 1


def f1(a):
    return a


def f2(a, b):
    return a - b


def f5(a, b, c, d, e):
    return a - b + c * d - e


def f9(a, b, c, d, e, f, g, h, i):
    return a + b - c + d - e + f - g + h * i


def drive(n):
    total = 0
    for i in range(n):
        total += f0() + f1(i) + f2(i, 1.5) + f5(i, 1, 2, i, 3) + f9(1, 2, 3, 4, i, 6, 7, 8, 9)
    return total


print(drive(2000))
for function in (f0, f1, f2, f9):
    for arguments in ((), (1,), (1, 2, 3), tuple(range(10))):
        try:
            print(function.__name__, function(*arguments))
        except TypeError as error:
            print(error)
