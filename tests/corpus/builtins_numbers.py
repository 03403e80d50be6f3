# compiled: rounded, characters, halves, powers, waves
"""Builtins on numbers and characters as operations of machine code, and what their guards leave to the functions themselves."""

import math


def rounded(x):
    return round(x), math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x)


def characters(text, shift):
    total, out = 0, []
    for letter in text:
        total += ord(letter)
        out.append(chr((ord(letter) + shift) % 0x110000))
    return total, "".join(out)


def halves(a, b):
    quotient, rest = divmod(a, b)
    return quotient, rest, divmod(a, b)


def powers(a, b, c):
    return pow(a, b, c)


def waves(x, y):
    return (math.sin(x) + math.cos(y) + math.tan(x), math.atan(x) * math.atan2(x, y), math.exp(-x), math.log(x + 1), math.log2(x + 1), math.log10(x + 1),
            math.pow(x, 0.5), math.fmod(x, 7), math.copysign(x, -y), math.cbrt(x), math.exp2(x / 64), math.sinh(x / 64), math.cosh(x / 64),
            math.tanh(x), math.asin(1 / (x + 1)), math.acos(1 / (x + 1)))


def attempt(function, *args):
    try:
        return function(*args)
    except (ValueError, TypeError, ZeroDivisionError, OverflowError) as error:
        return type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno


for i in range(600):
    last = rounded(i * 0.37 - 100), halves(i - 300, 7), powers(i - 300, i, 1009), waves(i * 0.25, i + 0.5)
    text = characters("Straße 1\x7f", i)
print(last, text)
inf, nan = float("inf"), float("nan")
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.0 ** 53 + 1, -0.0, 1e300, 2.0 ** 62, 2.0 ** 63, -2.0 ** 63, 5, -7, True, 2 ** 70, inf, -inf, nan, "x", None):
    print(x, attempt(rounded, x))
for text in ("", "€uro", "\U0001f600", ["ab"], [1], ["a", b"c"], "\udc80"):
    print(ascii(attempt(characters, text, 300)), ascii(attempt(characters, text, 1)))
print(attempt(characters, "a", -98), attempt(characters, "a", 2 ** 65))
for a, b in ((7, -2), (-7, 2), (-2 ** 63, -1), (2 ** 63 - 1, 2), (7, 0), (7.5, 2.0), (-7.5, 2.0), (7.5, -0.5), (1.0, 0.0), (7, 2.5), (True, 2), (2 ** 80, 3), (inf, 2.0), (-0.0, 3.0)):
    print(a, b, attempt(halves, a, b))
for a, b, c in ((2, 10, 1000), (-2, 11, 1000), (2, 11, -1000), (3, -1, 7), (2, -1, 4), (2, 5, 0), (5, 0, 1), (5, 0, -1), (2 ** 62 + 1, 2 ** 63 - 1, 2 ** 63 - 1),
                (-2 ** 63, 3, -2 ** 63), (2 ** 64, 3, 5), (True, 3, 5), (2, 3, None), (2.0, 3, 5), (0, 0, 3)):
    print(a, b, c, attempt(powers, a, b, c))
for x, y in ((0.0, 0.0), (-0.0, -0.0), (3, 4), (1e308, 1.0), (-1.0, 2.0), (inf, 1.0), (nan, 1.0), (2 ** 70, 1), ("x", 1.0), (1.0, 0.0), (1.0, inf), (50000.0, 1.0)):
    print(x, y, attempt(waves, x, y))
ord_, chr_ = ord, chr
ord = lambda letter: 7
print(characters("abc", 60))
del ord
math.floor = lambda x: "down"
print(rounded(2.5))
math.floor = int
print(rounded(2.5))
