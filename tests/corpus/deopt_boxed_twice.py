# compiled: work, ints
"""One unboxed value that is in several locals, on the stack and in a container when a guard fails."""


def work(values, n):
    out = []
    x = 0.5
    for i in range(n):
        y = x
        z = y
        w = (x, y)
        x = values[i] + x * 1.0
        if i == n - 1:
            out.append((y is z, w[0] is y, w[1] is z, x, y, z, w))
    return out


def ints(values, n):
    a = b = c = 1000
    for i in range(n):
        a = a + values[i]
        b = a
        c = b
    return a is b, b is c, a, b, c


floats = [0.25] * 2000
print(work(floats, 1999), work(floats[:-1] + [2 ** 70], 2000), work([1] * 999 + ["x"], 999))
try:
    work([1] * 999 + ["x"], 1000)
except TypeError as error:
    print(error)
print(ints([1] * 2000, 2000), ints([1] * 1999 + [0.5], 2000), ints([2 ** 62] * 3, 3))
