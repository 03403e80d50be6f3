# compiled: look, leaf, branch, root
"""What an inlined callee's frame shows when somebody looks: names, lines, locals of all callers (rule 1)."""

import sys


def look(wanted):
    frame = sys._getframe(1)
    out = []
    while frame.f_code.co_name != "<module>":
        first = frame.f_code.co_firstlineno
        out.append((frame.f_code.co_name, frame.f_lineno - first, sorted((k, v) for k, v in frame.f_locals.items() if k in wanted)))
        frame = frame.f_back
    return out


def leaf(x, y):
    z = x + y
    if z == 1234:
        return look(("x", "y", "z", "a", "i", "total"))
    return z


def branch(a):
    b = leaf(a, 1)
    return b


def root(n):
    total = 0
    for i in range(n):
        value = branch(i)
        if isinstance(value, list):
            return value
        total += value
    return total


print(root(1000))
print(*root(2000), sep="\n")
