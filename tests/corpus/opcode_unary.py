# compiled: work, negate, smallest
"""Unary operators on locals, constants, results; with jumps after `not`."""


def work(a, b):
    return -a + -(b - a), +a * -1, ~(int(b) | 1), not a, not (a and b), -(-a)


def negate(values):
    out = []
    for value in values:
        if not value:
            out.append(-1)
        elif not value > 5:
            out.append(-value)
        else:
            out.append(+value)
    return out


def smallest(n):
    x = -2 ** 63
    for _ in range(n):
        y = -x
        x = -y
    return x, y, -x == y


for i in range(700):
    result = work(i, 3)
print(result, negate(range(10)), negate([0.0, -0.0, 0.5, 7.5, True, 2 ** 70]), smallest(1500), work(0.5, 2), work(True, 2))
print(negate([-2 ** 63, -2 ** 62, 2 ** 63 - 1, 0, None, "", ()][:4]))
for bad in ("x", [1], None):
    for f in (lambda x: -x, lambda x: +x, lambda x: ~x):
        try:
            f(bad)
        except TypeError as error:
            print(error)
try:
    ~0.5
except TypeError as error:
    print(error)
