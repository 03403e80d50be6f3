"""A loop that reads and writes an attribute of one instance."""

N = 5000000
EXPECTED = 15000000
SHORT = (80000, 240000)


class Counter:
    def __init__(self):
        self.total = 0
        self.step = 3


def run(n):
    counter = Counter()
    i = 0
    while i < n:
        counter.total = counter.total + counter.step
        i = i + 1
    return counter.total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
