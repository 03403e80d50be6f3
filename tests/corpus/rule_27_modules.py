# compiled: read, read_other, imported, drive, Lazy.number
# hot: drive, imported, read, read_other
"""Modules whose class, dict or entry in sys.modules changes under hot readers (semantics rule 27)."""

import sys
import types

module = types.ModuleType("made")
module.number = 1
sys.modules["made"] = module


def read(m):
    return m.number


def read_other(m):
    return m.computed


def imported():
    import made
    return made.number


def drive(n):
    total = 0
    for i in range(n):
        total += read(module) + imported()
    return total


class Lazy(types.ModuleType):
    @property
    def number(self):
        return 100

    def __getattr__(self, name):
        return "lazy " + name


print(drive(9000))
module.number = 2
print(drive(10))
module.__getattr__ = lambda name: "PEP 562 " + name
for _ in range(3000):
    answer = read_other(module)
print(answer)
del module.number
print(read(module), imported())
module.computed = 5
print(read_other(module))
module.__class__ = Lazy
print(read(module), drive(10))
del module.computed, module.__getattr__
print(read_other(module))
module.__class__ = types.ModuleType
for function in (read, read_other):
    try:
        print(function(module))
    except AttributeError as error:
        print(error)
sys.modules["made"] = types.SimpleNamespace(number="replaced")
print(imported())
sys.modules["made"] = None
try:
    imported()
except ImportError as error:
    print(error)
vars(module).clear()
try:
    print(read(module))
except AttributeError as error:
    print(error)
