# compiled: shown, twice, summed, caller, repeated, run
"""Functions, loops and generators that are entered with one type and later with others: the guards at the entry fail,
and nothing else that the code takes for granted is given up for that."""


def shown(value):
    if isinstance(value, str):
        return value.replace("&", "&amp;")
    return str(value)


def twice(a, b):
    n = len(b)
    return a + a, n


def summed(start, count):
    total = start
    for i in range(count):
        total = total + i
    return total


def caller(values):
    out = []
    for value in values:
        out.append(shown(value))
    return out


def repeated(item, count):
    while count > 0:
        yield item * 2
        count -= 1


def run():
    lines = []
    for turn in range(3):
        for k in range(700):
            shown(k)
        for k in range(700):
            shown("a & b")
        for k in range(200):
            shown(k / 4)
        lines.append([shown(7), shown("&"), shown(0.5), shown(None), shown(10**30)])
        for a in (1, 2.5, "x", [turn], (turn,), None and 1 or 2):
            for k in range(150):
                last = twice(a, "abc" if k % 2 else [k])
            lines.append(last)
        for start in (0, 0.5, 2**62, 1j, True):
            lines.append(summed(start, 600))
        lines.append(caller(["a", 1, 2.0, "&", None] * 100)[-5:])
        for item in (3, "ab", 1.5, [1]):
            lines.append(list(repeated(item, 80))[-1])
    return lines


for line in run():
    print(line)
