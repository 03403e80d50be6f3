# compiled: grow, up_and_down, factorial
"""An accumulator that leaves the machine word and comes back."""


def grow(n):
    x = 1
    sizes = []
    for i in range(n):
        x = x * 3
        if i % 20 == 19:
            sizes.append(x)
            x = x % 1000003
    return sizes


def up_and_down(n):
    x = 2 ** 62
    for i in range(n):
        if i & 1:
            x = x - (2 ** 61 + i)
        else:
            x = x + (2 ** 61 + i)
    return x


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


print(grow(200))
print(grow(900))
print(up_and_down(2), up_and_down(3), up_and_down(4001))
for n in (5, 20, 21, 25, 30, 60):
    print(n, factorial(n))
