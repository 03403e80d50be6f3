# compiled: f, deep, chain
"""Guards that fail with many values on the stack: nested calls, subscripts, displays."""


def f(*args, **kwargs):
    return len(args) + len(kwargs)


def deep(a, b, c):
    return f(a, b, [a, b, (c, a + b)], {a: b + c}, x=a * b, y=f(a, b - c, f(c, a + c))) + (a + (b + (c + (a - (b - (c * a))))))


def chain(items, i, j):
    return items[i][j][i + j] + items[j][i][j - i] * (items[i + 1][j][0] if items[i][0][0] else items[0][0][0])


for i in range(1200):
    result = deep(i, 2, 3), chain([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]], 0, 1)
print(result)
for arguments in ((0.5, 1, 2), (1, 0.5, 2), (1, 2, 0.5), (2 ** 63, 1, 1), (1, 2 ** 63, 2 ** 63), (True, 2, 3)):
    print(deep(*arguments))
for arguments in ((1, 2, "x"), ("a", 2, 3), (1, None, 3), ([], 1, 1)):
    try:
        print(deep(*arguments))
    except TypeError as error:
        print(error)
floats = [[[0.5, 1.5, 2.5], [1, 2, 3]], [[1.0, 0, 1], [2, 3.5, 4]]]
print(chain(floats, 0, 1), chain(floats, 0, 0))
try:
    chain(floats, 1, 1)
except IndexError as error:
    print(error)
