# compiled: module, both
"""The forms of LOAD_GLOBAL: module, builtin; dict resized, keys added, deleted, order changed."""

VALUE = 1


def module():
    return VALUE


def builtin():
    return len


def both(items):
    return len(items) + VALUE


for i in range(1000):
    result = module(), both("ab")
print(result, builtin()("abc"))
for i in range(300):
    globals()[f"filler_{i}"] = i
print(module(), both("ab"))
del VALUE
VALUE = 0.5
print(module(), both("ab"))
for i in range(300):
    del globals()[f"filler_{i}"]
print(module(), both("abc"))
len = lambda items: 100
print(both("abc"), builtin()(0))
del len
print(both("abc"), builtin()("xy"))
VALUE = module
print(module() is module)
try:
    both("a")
except TypeError as error:
    print(error)
