# compiled: halves, rests, collatz, by_name
# hot: collatz
"""Floor division and remainder by powers of two: of negative numbers, of the smallest int64, of big ints, of bools."""


def halves(values):
    return [(value // 1, value // 2, value // 8, value // 2**62) for value in values]


def rests(values):
    return [(value % 1, value % 2, value % 8, value % 2**62) for value in values]


def collatz(start):
    steps = 0
    while start != 1:
        start = start // 2 if start % 2 == 0 else 3 * start + 1
        steps += 1
    return steps


def by_name(value, n):
    power = 1
    out = []
    for _ in range(n):
        out.append((value // power, value % power, value // -power, value % -power))
        power = power * 2
    return out


numbers = [0, 1, -1, 7, -7, 8, -8, 2**62, -2**62, 2**63 - 1, -2**63]
for _ in range(600):
    halves(numbers), rests(numbers), collatz(27)
print(halves(numbers), rests(numbers), [collatz(n) for n in range(1, 60)])
print(halves([2**63, -2**63 - 1, True, 2.5, -0.5]), rests([2**63, -2**63 - 1, True, 2.5, -0.5]))
print(by_name(-12345, 70), by_name(2**63 - 1, 66))
for bad in "7", None:
    try:
        halves([4, bad])
    except TypeError as error:
        print(error)
