"""A loop over local variables and nothing else."""

N = 4000000
EXPECTED = 12000000
SHORT = (300000, 900000)


def run(n):
    total = 0
    step = 3
    i = 0
    while i < n:
        total = total + step
        i = i + 1
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
