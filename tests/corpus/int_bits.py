# compiled: mix, xorshift, signs
"""&, |, ^ and ~ of negative, big and bool operands; a hash and a random generator made of them."""


def mix(n):
    h = 2166136261
    for i in range(n):
        h = (h ^ (i & 255)) * 16777619 & 0xFFFFFFFF
    return h


def xorshift(seed, n):
    x = seed
    total = 0
    for _ in range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
        total += x & 1
    return x, total


def signs(a, b):
    return a & b, a | b, a ^ b, ~a, ~b & 0xFF, -a & b, ~(a | b) == ~a & ~b


print(mix(3000), xorshift(88172645463325252, 1500))
for a in (0, 1, -1, 255, -256, 2 ** 62, -2 ** 62, 2 ** 63, -2 ** 63, 2 ** 64 - 1, -2 ** 100, True, False):
    for b in (0, -1, 15, -2 ** 63, 2 ** 64, True):
        print(a, b, signs(a, b))
