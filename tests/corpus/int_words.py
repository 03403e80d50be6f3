# compiled: fnv, xorshift, splitmix, mixed, by_power, reduced, squared, compare, Generator.step, look, with_call, caught, keep, by_variable, attempt
"""Ints that are kept to 64 bits: masked sums and products, words beyond 2**63, products brought back by a modulus,
and each way out of them.  What is between the product and the mask is seen by operators and handlers."""

import sys

M32, M64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF


def fnv(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def xorshift(x, n):
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
    return x


def splitmix(seed, n):
    out = []
    for _ in range(n):
        seed = (seed + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        out.append(z ^ (z >> 31))
    return out


def mixed(values, key):
    """The product is on the stack while the item is fetched, and while it is added."""
    h = 1
    for i in range(len(values)):
        h = (h * key + values[i] - (i << 60)) & 0xFFFFFFFFFFFF
    return h


def by_power(values):
    h = 0
    for value in values:
        h = (h * 31 + value) % 2**64
    return h


def reduced(values, base, modulus):
    h = 0
    for value in values:
        h = (h * base + value) % modulus
    return h


def squared(x, modulus, n):
    for _ in range(n):
        x = x * x % modulus
    return x


def compare(words):
    n = 0
    last = 0
    for word in words:
        n += (word > last) + 2 * (word == last) + 4 * (word != 1 << 63) + 8 * (word <= last)
        n += 16 * (word % 7) + word // 2**62 + word // 3 % 5 + (word & 255) + (word >> 63) + (word | 1) % 10
        last = word
    return n


class Generator:
    def __init__(self, state):
        self.state = state

    def step(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & M64
        return self.state >> 33


class Loud:
    def __radd__(self, other):
        print("added to", other)
        return 5

    def __index__(self):
        return 3


def look(value):
    frame = sys._getframe(1)
    if value == 77:
        print("seen", frame.f_locals["h"], frame.f_locals["value"])
    return value


def with_call(values):
    h = 3
    for value in values:
        h = (h * 0xBF58476D1CE4E5B9 + look(value)) & 0xFFFFFFFFFFFFFFFF
    return h


def caught(values):
    h, errors = 1, 0
    for value in values:
        try:
            h = (h * 0xBF58476D1CE4E5B9 ^ len(value)) & 0xFFFFFFFFFFFFFFFF
        except TypeError:
            errors += 1
            h ^= 9
    return h, errors


def keep(x, n):
    first = x
    same = 0
    for _ in range(n):
        same += x is first
        x = (x ^ 0x8000000000000001) & 0xFFFFFFFFFFFFFFFF
    return same > 0, x


def by_variable(words, by):
    total = 0
    for word in words:
        total ^= (word << by | word >> (64 - by)) & 0xFFFFFFFFFFFFFFFF
    return total


def bits(words):
    n = 0
    for word in words:
        while word:
            n += word & 1
            word >>= 1
    return n


def places(words):
    where = {}
    for i, word in enumerate(words):
        where[word] = i
    return sum(where[word] * (word in where) for word in words)


def attempt(f, *args):
    try:
        print(f.__name__, f(*args))
    except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError) as error:
        print(f.__name__, type(error).__name__, error)


many = [i * i % 256 for i in range(2000)]
words = splitmix(7, 1500)
print(fnv(bytes(many)), xorshift(88172645463325252, 2000), sum(words) % 10**20)
for start in (0, 1, 2**63, 2**64 - 1, 2**64, -1, -(2**63), 2**100 + 5, True):
    attempt(xorshift, start, 9)
    attempt(splitmix, start, 3)
    attempt(mixed, [start, 5, start], start)
    attempt(by_power, [start, 3, start])
    attempt(reduced, [start, 3, start], 1000003, 2**61 - 1)
    attempt(squared, start, 2**61 - 1, 5)
    attempt(compare, [start, 3, start, 1 << 63])
print(mixed(many, 0xFFFFFFFFFFC5), by_power(many), by_power(words), compare(words + [1 << 63, 1, 1]))
print(reduced(many, 2**61 - 3, 2**61 - 1), squared(3, 2**62 + 135, 2000))
for bad in (1.5, "x", None, Loud(), 2**70, -(2**70), True):
    for f in (mixed, by_power, with_call):
        attempt(f, *([many[:30] + [bad, 4]] + [0xBF58476D1CE4E5B9] * (f is mixed)))
    attempt(fnv, [1, 2, bad, 3])
    attempt(reduced, [5, bad, 6], 2**61 - 3, 2**61 - 1)
    attempt(reduced, [5, 7, 6], bad, 2**61 - 1)
for modulus in (2**61 - 1, -(2**61 - 1), 1, -1, 0, 2**63, 2**64 + 1, 1.5):
    attempt(reduced, [5, 2**60, 6] * 4, -(2**61 - 3), modulus)
    attempt(squared, 2**62 + 11, modulus, 3)
pcg = Generator(2**64 - 59)
print(sum(pcg.step() for _ in range(2000)), pcg.state)
pcg.state = -5
print(pcg.step(), pcg.state)
M64 = 0xFFFFFFFF
print(pcg.step(), pcg.state)
print(with_call(many[:900] + [77]), caught([b"ab", "c", [1]] * 400), caught([b"ab", 5, "c", None] * 300))
print(keep(2**63 + 12345, 1501), keep(5, 1501), by_variable(words, 13), by_variable(words, 64), by_variable(words, 0))
print(bits(words[:200] + [0, 1, 2**64 - 1]), bits([2**70, 3]), places(words))
attempt(bits, [1.5])
attempt(by_variable, words, 65)
attempt(by_variable, words, -1)
