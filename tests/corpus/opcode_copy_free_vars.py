# compiled: inner, accumulate, add, get
"""Closures three levels deep, cells that are arguments, cells written in loops, shared between functions."""


def outer(a, b):
    c = 0

    def middle(d):
        nonlocal c
        e = d

        def inner(f):
            nonlocal c, e
            c += f
            e = e + a
            return a + b + c + d + e + f
        return inner, lambda: (a, b, c, d, e)
    return middle


def accumulate(n):
    total = 0

    def add(x):
        nonlocal total
        total += x
    for i in range(n):
        add(i)
        total += 0.5 if i == n - 1 else 0
    return total


def argument(x):
    def get():
        return x
    x += 1
    return get


inner, look = outer(1, 2)(3)
for i in range(800):
    result = inner(i)
print(result, look(), accumulate(1500), argument(5)())
inner2, look2 = outer(0.5, "b" and 2)(2 ** 62)
for i in range(5):
    result = inner2(i)
print(result, look2(), look())
get = argument(1)
print(sum(get() for _ in range(500)), get.__closure__[0].cell_contents)
get.__closure__[0].cell_contents = "written"
print(get())
