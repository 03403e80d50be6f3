# compiled: cross, cross_down, double, square
"""Counters and products that cross 2**30, 2**31, 2**53, 2**62, 2**63 and 2**64 one step at a time."""


def cross(start, step, n):
    x = start
    out = []
    for _ in range(n):
        x += step
        out.append(x)
    return out


def cross_down(start, n):
    x = start
    while n:
        x -= 1
        n -= 1
    return x


def double(x, n):
    for _ in range(n):
        x = x + x
    return x


def square(x, n):
    for _ in range(n):
        x = x * x
    return x


for edge in (2 ** 30, 2 ** 31, 2 ** 53, 2 ** 62, 2 ** 63, 2 ** 64):
    for sign in (1, -1):
        print(cross(sign * (edge - 2), sign, 4), cross_down(sign * edge + 1, 3), cross(sign * (edge - 5) , 5 * sign, 2))
cross(0, 1, 2000)
print(double(1, 61), double(1, 62), double(1, 63), double(-1, 63), double(-1, 64), double(3, 100), double(1.5, 10))
print(square(2, 5), square(2, 6), square(-2, 5), square(3037000499, 1), square(3037000500, 1), square(-3037000500, 1), square(1.1, 9))
for x in (2 ** 63 - 1, -2 ** 63, 2 ** 63, -2 ** 63 - 1):
    print(x - 1 + 1 == x, -x, abs(x), x // -1, x % -1, x * -1, x * 1, x | 0, x & -1, x ^ 0, x >> 0, x << 0, ~x)
