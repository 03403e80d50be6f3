# compiled: drive
"""Builtin functions of every calling convention, called in hot code."""


def drive(n):
    total = 0
    for i in range(n):
        total += abs(-i) + len("abc") + ord("a") + int("7") + round(i * 0.3) + max(i, 5) + min(i, 3, 2)
        total += sum((i, 1)) + pow(i, 2, 7) + divmod(i, 7)[1] + hash(i) % 5 + isinstance(i, int)
        total += len(str(i)) + len(repr(i)) + bool(i) + float(i) + len(chr(65 + i % 26)) + callable(i)
        total += len(sorted([3, 1, i])) + any([i]) + all((i, 0)) + int(i * 0.5) + getattr(i, "real")
        total += len(list(range(i % 3))) + len(tuple("ab")) + len(bytes(2)) + id(i) * 0 + len(hex(i % 16))
    return total


print(drive(1500))
for text in ("len(5)", "abs('x')", "ord('ab')", "int('x')", "max()", "max([])", "chr(-1)", "len()", "len(1, 2)",
             "isinstance(1, 2)", "sum(['a'])", "round('a')", "pow(1, 2, 0)", "divmod(1, 0)", "int([])", "float('q')",
             "getattr(1, 'nope')", "hash([])", "range()", "sorted(5)", "sorted([1, 'a'])", "min(1)", "int('1' * 5000)"):
    try:
        print(text, eval(text))
    except (TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        print(text, type(error).__name__, error)
