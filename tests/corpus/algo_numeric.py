# compiled: newton, bisect, simpson, runge_kutta, exponential, cube, decay
"""Newton, bisection, Simpson, Runge-Kutta, Horner, power series: floats through calls."""

import math


def newton(x, n):
    guess = x
    for _ in range(n):
        guess = (guess + x / guess) / 2
    return guess


def bisect(f, low, high):
    while high - low > 1e-12:
        middle = (low + high) / 2
        if f(low) * f(middle) <= 0:
            high = middle
        else:
            low = middle
    return low


def simpson(f, a, b, n):
    h = (b - a) / n
    total = f(a) + f(b)
    for i in range(1, n):
        total += f(a + i * h) * (4 if i % 2 else 2)
    return total * h / 3


def runge_kutta(f, y, t, h, n):
    for _ in range(n):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h / 2 * k1)
        k3 = f(t + h / 2, y + h / 2 * k2)
        k4 = f(t + h, y + h * k3)
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t += h
    return y


def exponential(x):
    term = total = 1.0
    n = 1
    while abs(term) > 1e-16:
        term *= x / n
        total += term
        n += 1
    return total


def cube(x):
    return x * x * x - 2


def decay(t, y):
    return -0.5 * y + t


print(newton(2, 30), newton(2.0, 30), newton(10 ** 20, 60), bisect(cube, 0, 2), bisect(math.cos, 1.0, 2.0))
print(simpson(cube, 0, 2, 600), simpson(math.sin, 0.0, math.pi, 500), runge_kutta(decay, 1.0, 0.0, 0.01, 300))
print([exponential(x) for x in (0, 1, -1, 0.5, 10, -20.0)])
try:
    newton(0, 3)
except ZeroDivisionError as error:
    print(error)
