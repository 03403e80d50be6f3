# compiled: total_of
"""builtins.len replaced and put back while a compiled function uses it."""

import builtins

original = builtins.abs


def total_of(values):
    total = 0
    for value in values:
        total += abs(value)
    return total


numbers = list(range(-1000, 1000))
print(total_of(numbers))
builtins.abs = lambda value: 7
print(total_of(numbers))
builtins.abs = original
print(total_of(numbers))
del builtins.abs
try:
    print(total_of(numbers))
except NameError as error:
    print(error)
builtins.abs = original
print(total_of(numbers))
