# compiled: harmonic, compound
"""Decimal and Fraction through the arithmetic of hot functions (generic slots)."""

from decimal import Decimal
from fractions import Fraction


def harmonic(n, one):
    total = one - one
    for i in range(1, n + 1):
        total = total + one / i
    return total


def compound(amount, rate, years):
    for _ in range(years):
        amount += amount * rate
    return amount


print(harmonic(1500, 1), harmonic(40, Fraction(1)), harmonic(50, Decimal(1)), harmonic(500, 1.0))
print(compound(100, 0.05, 50), compound(Decimal(100), Decimal("0.05"), 20), compound(Fraction(100), Fraction(1, 20), 10))
try:
    compound(Decimal(1), 0.5, 3)
except TypeError as error:
    print(error)
