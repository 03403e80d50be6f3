# compiled: accumulate
"""Variables that hold different types on different paths into the same loop head."""


def accumulate(n, flip):
    total = 0
    last = None
    for i in range(n):
        if i == flip:
            total = float(total)
        elif i == flip * 2:
            total = str(total)
        if last is None:
            last = i
        elif isinstance(last, int):
            last = last + 0.5
        else:
            last = None
        if isinstance(total, str):
            if len(total) < 30:
                total += "."
        else:
            total += i
    return total, last


for flip in (0, 1, 700, 1000, 5000):
    print(accumulate(2000, flip), accumulate(3, flip))
