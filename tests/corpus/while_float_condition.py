# compiled: halve, drain
"""A while loop with a float condition and one with a truth test of an object."""


def halve(x):
    steps = 0
    while x > 1e-12:
        x = x / 2
        steps += 1
    return steps, x


def drain(items):
    total = 0
    while items:
        total += items.pop()
    return total


print([halve(float(n))[0] for n in range(1, 40, 3)], halve(10 ** 30), halve(7))
print(drain(list(range(3000))), drain([]), drain([0.5] * 100))
