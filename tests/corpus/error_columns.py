# compiled: run
"""Columns in tracebacks for each kind of instruction that can raise."""

import traceback


def run(kind, a, b, c):
    if kind == 0:
        return a + b * c - a
    if kind == 1:
        return a[b][c]
    if kind == 2:
        a[b] = c
    if kind == 3:
        return a.first.second
    if kind == 4:
        return a(b, c) + c(a)
    if kind == 5:
        return -a + ~b
    if kind == 6:
        x, y = a
        return x + y
    if kind == 7:
        return b[a:c]
    if kind == 8:
        return a < b < c
    if kind == 9:
        return f"{a:d} {b!r} {c:>5}"
    if kind == 10:
        return a in b
    if kind == 11:
        a.x = b
    if kind == 12:
        return a.method(b).other(c)
    if kind == 13:
        for z in a:
            b += z
        return b
    if kind == 14:
        return {a: b, c: a}
    if kind == 15:
        return not_defined
    return a


for _ in range(1200):
    run(0, 1, 2, 3)
    run(1, [[1]], 0, 0)
    run(8, 1, 2, 3)
    run(16, 1, 2, 3)
CASES = [(0, 1, "x", 2.5), (0, 1, [], {}), (1, [[1]], 0, 5), (1, [1], 0, 0), (1, {}, 1, 1), (2, (), 0, 1), (2, [], 0, 1),
         (3, 5, 0, 0), (3, type("T", (), {"first": 1}), 0, 0), (4, len, 1, 2), (4, max, 1, 2), (5, "x", 1, 0),
         (5, 1, 1.5, 0), (6, (1,), 0, 0), (6, 5, 0, 0), (7, 5, 0, 0), (7, "x", [1], 0), (8, 1, "a", 0), (8, 1, 2, "a"), (9, 1.5, 0, 0),
         (9, 1, 0, []), (10, 1, 2, 0), (11, 5, 1, 0), (12, "a", 1, 0), (13, [1, "x"], 1, 0), (14, [], 1, 1), (15, 0, 0, 0)]
for case in CASES:
    try:
        print(case[0], run(*case))
    except Exception:
        print(case[0], "\n".join(traceback.format_exc().splitlines()[3:]))
