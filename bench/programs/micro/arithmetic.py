"""Arithmetic on small and large ints, floats, complex numbers and what mixes them."""

N = 150000
EXPECTED = (29733417845, 2903924648, 25500, 937558146.347496, (-0.132377, 0.553281))
SHORT = (10000, (132227845, 1845503884, 550475, 4170552.691869, (-0.092509, 0.495985)))

MASK = 0xFFFFFFFF


def small_ints(n):
    total = 0
    for i in range(1, n):
        total += i * 3 - (i << 2) + (i >> 1) + i // 7 + i % 5 + (i & 12) + (i | 3) + (i ^ 9) - ~i
    return total


def hashes(n):
    value = 2166136261
    for i in range(n):
        value = (value ^ (i & 255)) * 16777619 & MASK
        value ^= value >> 13
    return value


def large_ints(n):
    value = 3
    for i in range(n // 8):
        value = (value * value + i) % (2 ** 127 - 1)
    return value % 1000003


def floats(n):
    x = 0.5
    total = 0.0
    for i in range(n):
        x = 3.7 * x * (1.0 - x)
        total += x / (i + 1) - x ** 2 + (i // 3) * 0.25 + i % 2.5
    return round(total, 6)


def complexes(n):
    z = 0j
    for i in range(n // 4):
        z = z * z + complex(-0.4, 0.6)
        if abs(z) > 2:
            z = z / abs(z)
    return round(z.real, 6), round(z.imag, 6)


def run(n):
    return small_ints(n), hashes(n), large_ints(n), floats(n), complexes(n)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
