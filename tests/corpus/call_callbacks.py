# compiled: key, keep, join, swap, Length.__init__, Length.__lt__, Length.__len__, Length.__hash__, Length.__eq__, bad_key
"""Compiled functions called from C: sorted, map, filter, reduce, min, re.sub, dict subclasses, slots."""

import functools
import re


def key(pair):
    return -pair[1], pair[0]


def keep(n):
    return n % 3 == 0


def join(a, b):
    return a * 2 + b & 0xFFFF


def swap(match):
    return match.group(0).swapcase()


class Length:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __len__(self):
        return self.n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other.n


pairs = [(i, i * 37 % 101) for i in range(500)]
print(sorted(pairs, key=key)[:3], max(pairs, key=key), len(list(filter(keep, range(1000)))))
print(functools.reduce(join, range(1000)), re.sub("[a-z]+", swap, "aBc def" * 200)[:14], sum(map(keep, range(999))))
print([x.n for x in sorted(Length(i * 7 % 11) for i in range(200))][::20], len({Length(i % 50) for i in range(1000)}))
print(sum(len(Length(i)) for i in range(500)))


def bad_key(x):
    if x == 250:
        raise ValueError("key failed")
    return x


try:
    sorted(range(500), key=bad_key)
except ValueError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
