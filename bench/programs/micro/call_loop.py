"""A loop that calls a function."""

N = 2500000
EXPECTED = 7500000
SHORT = (100000, 300000)


def add(total, step):
    return total + step


def run(n):
    total = 0
    i = 0
    while i < n:
        total = add(total, 3)
        i = i + 1
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
