# compiled: kept, kept_int, looked_at, either, turned, unequal, nan
# hot: kept, kept_int, looked_at, either, turned, unequal, nan
"""A number that a loop carries in a register is still the object that it was before the loop changed it, and two
names for one number stay one object (semantics rule 36): within compiled code, and behind exits."""


def kept(b, n, change):
    c = b
    for i in range(n):
        if i > change:
            b = b * 1.25
        if i == n // 2:
            early = b is c, c is b, b is not c
    return early, b is c


def kept_int(b, n, change):
    c = b
    for i in range(n):
        if i > change:
            b = b + 10**6
        if i == n // 2:
            early = b is c, c is not b
    return early, b is c


def looked_at(values, x):
    y = x
    for value in values:
        x = x + value
    return x, y, x is y


def either(values, x, y):
    for i, value in enumerate(values):
        x = x * value
        if i % 3 == 0:
            y = x
    return x, y, x is y


def turned(values, n):
    a = b = c = 1000.5
    for i in range(n):
        a = a + values[i]
        b = a
        c = b
    return a is b, b is c, a, b, c


def unequal(n):
    a, b = 0.0, -0.0
    for i in range(n):
        a = a * 1.0
        b = b * 1.0
    return a is b, str(a), str(b)


def nan(value, n):
    other = value
    for i in range(n):
        if i > n:
            value = value + 1.0
    return value is other


floats = [0.25] * 300
for _ in range(40):
    kept(1.5, 300, 298), kept_int(10**9, 300, 298), looked_at(floats, 0.5), nan(float("inf"), 300)
    either([1.0] * 300, 2.5, 3.5), turned(floats, 300), unequal(300)
print(kept(1.5, 300, 298), kept(2.5, 300, 400), kept_int(10**9, 300, 298), kept_int(10**9, 300, 400))
# a guard fails in the middle, before and after the first change
for at in 0, 1, 2, 150:
    mixed = [0.25] * at + [2**70] + [1.5] * 5
    print(looked_at(mixed, 0.5), looked_at(mixed[:-6], 0.5), either(mixed, 2.5, 3.5), turned(mixed, at + 3))
print(unequal(300), nan(float("nan"), 300))
