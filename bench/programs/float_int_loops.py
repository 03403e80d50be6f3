"""Arithmetic in loops, ints and floats mixed: an integral, a remainder sum, Collatz, a logistic map."""

N = 1200000
EXPECTED = (3.141592653589715, 5400075599907, 281, (426378, 0.9275999512540616))
SHORT = (130000, (3.141592653594726, 63383189921, 208, (45725, 0.5133607816709295)))


def integrate(n):
    """The area under 4 / (1 + x * x) between 0 and 1."""
    step = 1.0 / n
    total = 0.0
    for i in range(n):
        x = (i + 0.5) * step
        total += 4.0 / (1.0 + x * x)
    return total * step


def remainders(n):
    total = 0
    for i in range(1, n):
        total += (i * 17 + 3) % 101 - (i // 7) % 5 + (i & 15) * (i ^ 3)
    return total


def collatz(limit):
    longest = 0
    for start in range(1, limit):
        value = start
        steps = 0
        while value != 1:
            if value % 2 == 0:
                value = value // 2
            else:
                value = 3 * value + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def logistic(n):
    x = 0.5
    above = 0
    for i in range(n):
        x = 3.9 * x * (1 - x)
        if x > 0.5:
            above += 1
        else:
            above -= i & 1
    return above, x


def run(n):
    return integrate(n), remainders(n), collatz(n // 50), logistic(n)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
