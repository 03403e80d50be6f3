# compiled: same, twice, half, pick, collatz, weigh, first
# hot: twice, half, collatz, same
"""What goes into calls of compiled functions and comes out: ints beyond 64 bits, bools, NaN and -0.0, subclasses,
objects that keep their identity, defaults, and results that change their type (rules 34, 35, 36, 37, 38, 47)."""

import math


def same(x):
    return x


def twice(x):
    return x + x


def half(x):
    return x / 2


def pick(n, small, large):
    if n < 100:
        return small
    return large


def collatz(n):
    if n == 1:
        return 0
    if n % 2 == 0:
        return collatz(n // 2) + 1
    return collatz(3 * n + 1) + 1


def weigh(a, b=2, c=0.5):
    return a * b + c


def first(n):
    total = 0
    for i in range(n):
        total += twice(i + 1) + collatz(i % 60 + 1)
    return total


class Whole(int):
    def __add__(self, other):
        return "whole"


class Part(float):
    def __truediv__(self, other):
        return "part"


print(first(3000), sum(half(i * 1.0) for i in range(3000)))
total = 0
for i in range(4000):
    total += same(i + 1000) - same(i)
print(total)

for x in 2**62, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 10**30, True, False, 1.5, "ab", [1], (), None, Whole(3):
    try:
        print(repr(x), repr(twice(x)))
    except TypeError as error:
        print(repr(x), error)
for x in 0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 7, 2**70, True, Part(3), 1j:
    print(repr(x), repr(half(x)), type(half(x)).__name__)
print(math.copysign(1, half(-0.0)), half(math.nan) == half(math.nan))

# what has an object keeps it
big, number, nan = 10**20, 1.5, math.nan
for value in big, number, nan, 257 + big - big, "s", Whole(9):
    print(same(value) is value, same(same(value)) is value, pick(5, value, None) is value, pick(500, None, value) is value)
kept = []


def store(x):
    kept.append(x)
    return x


for i in range(3000):
    value = i * 1.5
    assert store(value) is value and kept.pop() is value
    count = i + 5000
    assert store(count) is count and kept.pop() is count
    result = store(i * 3 + 100_000)
    assert result is kept.pop()
print(len(kept))

# results of another type than ever before
out = [pick(i, 1, 2.5) for i in range(3000)]
print(sum(out), set(map(type, out)) == {int, float})
print([pick(i, None, 2**80) for i in (1, 100)], pick(50, True, False) + 1)
print(sum(pick(i, i, -i) for i in range(200)))

# defaults, and their change
print(weigh(3), weigh(3, 4), weigh(3, 4, 1), weigh(2**63, 2), weigh(True), weigh(3, c=1), weigh(b=1, a=7))
total = 0
for i in range(4000):
    total += weigh(i)
print(total)
weigh.__defaults__ = (10, 20)
print(weigh(1))
weigh.__defaults__ = (5,)
try:
    weigh(1)
except TypeError as error:
    print(error)
try:
    weigh(1, 2, 3, 4)
except TypeError as error:
    print(error)
try:
    twice()
except TypeError as error:
    print(error)
