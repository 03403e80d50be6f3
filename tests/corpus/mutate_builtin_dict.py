# compiled: total, grow
"""vars() of a module cleared, updated, and restored under a running function (rule 25)."""

A = 1
B = 2


def total(n, at, change):
    result = 0
    for i in range(n):
        if i == at:
            change()
        result += A + B
    return result


def update():
    globals().update(A=0.5, C=3)


def swap():
    g = globals()
    g["A"], g["B"] = g["B"], g["A"]


def remove():
    del globals()["B"]


def grow():
    for i in range(200):
        globals()[f"extra{i}"] = i


print(total(1000, 500, lambda: None), total(1000, 500, update), total(1000, 900, swap), total(1000, 10, grow))
try:
    total(1000, 700, remove)
except NameError as error:
    print(error)
B = 5
print(total(10, 5, grow), A)
