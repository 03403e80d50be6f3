# compiled: inner
"""A loop whose variables are cells, and closures made in each turn."""


def collect(n):
    functions = []
    total = 0
    for i in range(n):
        j = i * 2
        total += j
        if i % 500 == 0:
            functions.append(lambda: (i, j, total))
    return functions, total


functions, total = collect(3000)
print(total, [f() for f in functions])


def argument_cell(x, y):
    x = x + 1

    def inner():
        return x * y
    return inner()


print([argument_cell(i, 3) for i in range(2000)][-5:])
