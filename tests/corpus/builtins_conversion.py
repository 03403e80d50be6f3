# compiled: convert, letters, containers
"""int, float, str, bool, list, tuple, chr, ord and repr called hot on changing types."""


def convert(x):
    return int(x), float(x), str(x), bool(x), repr(x)


def letters(n):
    out = []
    for i in range(n):
        out.append(chr(ord("a") + i % 26))
    return "".join(out)


def containers(x):
    return list(x), tuple(x), len(set(x)), dict.fromkeys(x, 0) if len(x) < 4 else None


for i in range(600):
    result = convert(i), containers((i, i))
print(result, letters(30))
for x in (0.5, -0.0, True, "12", "0", b"7", 2 ** 70, "1_000", " 5 "):
    try:
        print(convert(x), end=" ")
    except (ValueError, TypeError) as error:
        print(f"[{error}]", end=" ")
print()
for x in ("", "abc", [], range(3), {1: 2}, 5, None):
    try:
        print(containers(x), end=" ")
    except TypeError as error:
        print(f"[{error}]", end=" ")
print()
for bad in ("x", None, [], "1.5", float("nan"), 1j):
    try:
        int(bad)
    except (ValueError, TypeError) as error:
        print(error)
