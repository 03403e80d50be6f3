# compiled: scale
# hot: scale
"""One code object with two sets of globals (semantics rule 23)."""

import types

SCALE = 2


def scale(x):
    return x * SCALE + OFFSET


OFFSET = 1
other = types.FunctionType(scale.__code__, {"SCALE": 0.5, "OFFSET": "no", "__name__": "__main__"})
third = types.FunctionType(scale.__code__, {"SCALE": 10, "OFFSET": -1, "__builtins__": {}, "__name__": "__main__"})
total = 0
for i in range(3000):
    total += scale(i) + third(i)
print(total)
try:
    other(4)
except TypeError as error:
    print(error)
other.__globals__["OFFSET"] = 0.25
print(sum(other(i) for i in range(3000)), scale(3), third(3))
