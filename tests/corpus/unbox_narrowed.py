# compiled: quotients, numbered, mixed
"""Locals that hold parts of tuples which were never made: numbers in the loop, objects for whoever looks."""


def quotients(n, base):
    total = 0
    for i in range(n):
        quotient, rest = divmod(i, base)
        total += quotient ^ rest
    return total, quotient, rest


def numbered(values):
    last = None
    for number, value in enumerate(values):
        if value < 0:
            break
        last = value
    return number, last


def mixed(n, other):
    for i in range(n):
        pair = (i, i * 2) if i % 3 else (other, i)
        a, b = pair
    return a, b, locals()


for i in range(400):
    results = quotients(30, 7), numbered(range(20)), mixed(10, i)
print(results)
print(quotients(10, 0.5), quotients(3, 2 ** 70), mixed(4, "text"), mixed(5, 2.5), mixed(4, 2 ** 80))
for call in (lambda: quotients(0, 1), lambda: quotients(5, 0), lambda: numbered(()), lambda: numbered("ab"), lambda: mixed(0, 1)):
    try:
        print(call())
    except (UnboundLocalError, ZeroDivisionError, TypeError) as error:
        print(type(error).__name__, error)
print(numbered([1, 2.5, 2 ** 70, -1, 4]))
