# compiled: read
"""Globals and builtins read in a hot function, changed in between."""

LIMIT = 10
name = "first"


def read(i):
    return LIMIT + i, name, len(name)


total = 0
for i in range(3000):
    number, text, size = read(i)
    total += number + size
print(total, read(0))
LIMIT = 2.5
print(read(1))
LIMIT = "10"
try:
    print(read(1))
except TypeError as error:
    print(error)
LIMIT = 3
name = [1, 2]
print(read(1))
del name
try:
    print(read(1))
except NameError as error:
    print(error)
name = "again"
print(read(5))
