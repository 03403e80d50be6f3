# compiled: left, right, popcount, reverse_bits
"""Shifts by every amount, of every size and sign; their errors."""


def left(a, n):
    return a << n


def right(a, n):
    return a >> n


def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def reverse_bits(n, width):
    result = 0
    for _ in range(width):
        result = result << 1 | n & 1
        n >>= 1
    return result


values = [0, 1, -1, 5, -5, 2 ** 30 - 1, -2 ** 30, 2 ** 31, 2 ** 62, 2 ** 63 - 1, -2 ** 63, 2 ** 64, True]
counts = [0, 1, 2, 29, 30, 31, 32, 33, 59, 60, 61, 62, 63, 64, 65, 100, True]
for turn in range(10):
    lines = [([left(a, n) for n in counts], [right(a, n) for n in counts]) for a in values]
for line in lines:
    print(line)
print(popcount(2 ** 61 - 1), popcount(2 ** 100 - 1), popcount(0b1011), reverse_bits(0b1101, 8), reverse_bits(1, 63), reverse_bits(1, 70))
for f in (left, right):
    for a, n in ((1, -1), (0, -5), (1, 1.0), (1.0, 1), (1, 2 ** 70) if f is right else (0, 2 ** 70), ("a", 1), (-1, 2 ** 65) if f is right else (1, -2 ** 70)):
        try:
            print(f.__name__, a, n, f(a, n))
        except (ValueError, TypeError, OverflowError) as error:
            print(f.__name__, type(error).__name__, error)
