# compiled: nothing, doc, constant, unreachable, empty_loops, if_constant, parameters
"""Functions of almost nothing: pass, constants, docstrings, unreachable code, empty loops."""


def nothing():
    pass


def doc():
    """Only a docstring."""


def constant():
    return 7


def unreachable(x):
    return x
    x = 1
    return x


def empty_loops(n):
    for _ in range(n):
        pass
    while n:
        n -= 1
    for n in ():
        pass
    return n


def if_constant(x):
    if 0:
        return "never"
    if 1:
        x += 1
    while 0:
        x += 100
    return x if True else None


def parameters(a, b, c):
    return c


total = 0
for i in range(1000):
    nothing()
    doc()
    total += constant() + unreachable(i) + if_constant(i) + parameters(1, 2, i)
print(total, nothing(), doc(), empty_loops(2000), empty_loops(0))
