# compiled: key, order, fold, Table.__len__, Table.__getitem__, drive
# hot: Table.__getitem__, key, order
"""Errors unwind through hot code, the C functions between, and hot code again (semantics rule 9)."""

import functools
import traceback


def key(item):
    return 10 // item


def order(items):
    return sorted(items, key=key)


def fold(items):
    return functools.reduce(lambda a, b: a + key(b), items, 0)


class Table:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return key(len(self.items))

    def __getitem__(self, i):
        return order(self.items)[i] + fold(self.items)


def drive(items, n):
    table = Table(items)
    total = 0
    for i in range(n):
        total += len(table) + table[0] + max(map(key, items))
    return total


print(drive([3, 1, 2], 2500))
for items in ([], [1, 0, 2], ["a", 1]):
    try:
        print(drive(items, 1))
    except (ZeroDivisionError, TypeError) as error:
        print([(one.name, one.lineno, one.line) for one in traceback.extract_tb(error.__traceback__)])
        print(error)
