# compiled: small, alias, carried, through
"""Identity of numbers: small ints are one object, aliases stay aliases (semantics rule 36)."""


def small(n):
    same = 0
    for i in range(n):
        a = i % 300 - 10
        b = a + 1 - 1
        if a is b:
            same += 1
    return same


def alias(n):
    x = 1.5
    y = x
    kept = 0
    for i in range(n):
        x = x + 0.5
        z = x
        if z is x:
            kept += 1
        if y is x:
            kept += 1000
    return kept, y


def carried(values):
    out = []
    for value in values:
        held = value
        out.append(held)
    return [a is b for a, b in zip(values, out)]


def through(x):
    y = x
    z = y
    return z


small(3000)
in_range = 0
for i in range(-5, 257):
    if through(i + 0) is i + 0:
        in_range += 1
print(in_range, alias(2000), all(carried([1.5, 2 ** 70, 1000, "x", None] * 300)))
value = 12345.678
print(through(value) is value, (lambda v: v)(value) is value)
