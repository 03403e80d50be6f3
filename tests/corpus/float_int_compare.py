# compiled: compare, count_below
# hot: compare
"""int and float compared exactly, also where the int has no float (semantics rule 38)."""


def compare(a, b):
    return (a < b, a <= b, a == b, a != b, a > b, a >= b)


def count_below(values, limit):
    count = 0
    for value in values:
        if value < limit:
            count += 1
    return count


ints = [0, 1, -1, 2 ** 53, 2 ** 53 + 1, -2 ** 53 - 1, 2 ** 62, 2 ** 63, 2 ** 63 - 1, -2 ** 63, 2 ** 64 + 1, 10 ** 400, -10 ** 400]
floats = [0.0, -0.0, 1.0, 0.5, 2.0 ** 53, 2.0 ** 53 + 2, 2.0 ** 62, 2.0 ** 63, -2.0 ** 63, 2.0 ** 64, float("inf"), float("-inf"),
          float("nan"), 1e-300]
for turn in range(8):
    rows = []
    for a in ints:
        for b in floats:
            rows.append(compare(a, b))
            rows.append(compare(b, a))
text = "".join("1" if flag else "0" for row in rows for flag in row)
print(len(text), text.count("1"), hash(tuple(rows)) == hash(tuple(rows)))
for start in range(0, len(text), 156):
    print(text[start:start + 156])
print(count_below(range(2000), 999.5), count_below([2 ** 53 + i for i in range(5)], 2.0 ** 53 + 2), count_below([0.5] * 10, 1))
