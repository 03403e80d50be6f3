# compiled: repeat, fill, numbers, Point.__init__, points, drive, starve, keeps
# hot: drive, fill, numbers, points, repeat
"""MemoryError out of hot code: huge requests, and a counted-down allocator (semantics rule 52)."""

import sys

try:
    from _testcapi import remove_mem_hooks, set_nomemory
except ImportError:
    set_nomemory = None


def repeat(text, n):
    return text * n


def fill(n):
    return [None] * n


def numbers(n):
    total = 0.5
    row = []
    for i in range(n):
        total = total * 1.5 + i
        row.append(total)
        if total > 1e9:
            total = 0.5
    return len(row), {"total": total, "row": row[-1]}


class Point:
    def __init__(self, x):
        self.x = x
        self.text = f"{x}!"


def points(n):
    return [Point(i + 1000) for i in range(n)]


def drive(n):
    total = 0
    for i in range(n):
        total += len(repeat("ab", i & 3)) + len(fill(i & 1)) + points(1)[0].x
    return total


def attempt(function, *arguments):
    try:
        function(*arguments)
        return True
    except MemoryError:
        return False


print(drive(3000), numbers(9000)[0])
for _ in range(2000):
    points(2)
print(attempt(repeat, "ab", sys.maxsize // 4), attempt(fill, sys.maxsize // 16), attempt(fill, 3))


def starve(function, argument):
    """Every allocation but the first k fails, until all of them are enough: neither crash nor loss."""
    failed = 0
    for k in range(1, 120):
        set_nomemory(k, 0)
        try:
            function(argument)
            remove_mem_hooks()
            return failed == k - 1
        except MemoryError:
            remove_mem_hooks()
            failed += 1
    return failed


def keeps(n, due):
    """Numbers in registers when memory runs out: the handler finds them all."""
    x, k = 0.5, 10**12
    for i in range(n):
        x += 1.5
        k += 7
        try:
            if i == due:
                set_nomemory(0, 0)
            row = [i, x, k] * 3
            text = "a" * i
        except MemoryError:
            remove_mem_hooks()
            caught.append((i, x, k))
    return x, k, len(row), len(text)


caught = []
if set_nomemory is not None:
    print(keeps(5000, -1), keeps(5000, 4990), keeps(50, 1), caught)
    for function in (points, numbers):
        starve(function, 6)
print("alive", drive(3000), numbers(100)[0])
