# compiled: read
"""Attributes of modules: read, replaced, deleted, module __getattr__."""

import math
import types

module = types.ModuleType("module")
module.value = 3


def read(n):
    total = 0
    for i in range(n):
        total += module.value + math.floor(math.pi)
    return total


print(read(1500))
module.value = 0.5
print(read(1500))
real = math.floor
math.floor = lambda x: 100
print(read(10))
math.floor = real
del module.value
try:
    read(10)
except AttributeError as error:
    print(error)
module.__getattr__ = lambda name: len(name)
print(read(10))
module.__dict__["value"] = 2 ** 65
print(read(2))
