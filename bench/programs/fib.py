"""Recursive Fibonacci: calls, comparisons and small-int arithmetic."""

N = 33
EXPECTED = 3524578
SHORT = (28, 317811)


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run(n):
    return fib(n)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
