# compiled: div, floordiv, mod, power, both
# hot: div, floordiv, mod
"""ZeroDivisionError of each operator and type, raised in compiled code (semantics rule 37)."""


def div(a, b):
    return a / b


def floordiv(a, b):
    return a // b


def mod(a, b):
    return a % b


def power(a, b):
    return a ** b


def both(a, b):
    return divmod(a, b)


for i in range(1, 1500):
    total = div(i, 2) + floordiv(i, 7) + mod(i, 7) + power(2, i % 5) + both(i, 3)[1]
print(total)
for f in (div, floordiv, mod, power, both):
    for a in (1, 0, -1, 2 ** 70, 1.5, 0.0, True, 1j):
        for b in (0, 0.0, -0.0, False, 0j):
            if f is power:
                a, b = b, -1 if not isinstance(b, complex) else -1
            try:
                print(f.__name__, a, b, f(a, b))
            except (ZeroDivisionError, TypeError) as error:
                print(f.__name__, a, b, error)
