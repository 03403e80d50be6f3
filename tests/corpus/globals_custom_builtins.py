# compiled: use
"""Functions whose builtins are not the usual ones."""

import types


def use(values):
    return len(values) + max(values)


mine = {"len": lambda values: 1000, "max": lambda values: 1}
strange = types.FunctionType(use.__code__, {"__builtins__": mine, "__name__": "__main__"})
for i in range(2000):
    a = use([i, 2])
    b = strange([i, 2])
print(a, b)
mine["len"] = lambda values: "x"
try:
    strange([1])
except TypeError as error:
    print(error)
del mine["max"]
mine["len"] = lambda values: 5
try:
    strange([1])
except NameError as error:
    print(error)
print(use([1, 2]))
