"""Sums over generators: a generator expression, a generator function in a loop, and a pipeline of three."""

N = 1_500_000
EXPECTED = 29411932814
SHORT = (250000, 4902008962)


def numbers(n):
    for i in range(n):
        yield i


def odd(values):
    for value in values:
        if value % 2:
            yield value


def scaled(values, factor):
    for value in values:
        yield value * factor % 1000


def run(n):
    squares = sum(i * i % 7919 for i in range(n))
    total = 0
    for value in numbers(n):
        total += value % 97
    for value in scaled(odd(numbers(n)), 17):
        total += value
    return squares * 5 + total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
