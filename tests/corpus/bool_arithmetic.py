# compiled: count_true, logic, pick, parity
"""Bools in arithmetic, as subscripts, in formats, in `is` tests; their results' types."""


def count_true(flags):
    total = 0
    for flag in flags:
        total += flag
    return total


def logic(a, b):
    return a & b, a | b, a ^ b, a + b, -a, ~a, not a, a == b, a < b, a * 2.5, a and b, a or b, a is True


def pick(flag):
    return ("no", "yes")[flag], [10, 20][not flag]


def parity(n):
    even = True
    for _ in range(n):
        even = not even
    return even


print(count_true([True, False, True] * 700), count_true([True] * 3 + [2, 0.5]), parity(2000), parity(2001), parity(0) is True)
for a in (True, False):
    for b in (True, False):
        for _ in range(150):
            result = logic(a, b), pick(a)
        print(result, f"{a} {a:d} {a!r:>6}")
print(logic(1, True), logic(True, 2), type(True + True).__name__, type(True & 1).__name__, type(True & False).__name__)
