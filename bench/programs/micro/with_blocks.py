"""with statements: own context managers, generators as such, several at once, exceptions that are swallowed."""

from contextlib import contextmanager, suppress

N = 120000
EXPECTED = (453867000, 0, 2, 30000)
SHORT = (4000, (628900, 0, 2, 1000))


class Depth:
    def __init__(self):
        self.now = self.most = 0

    def __enter__(self):
        self.now += 1
        if self.now > self.most:
            self.most = self.now
        return self

    def __exit__(self, kind, error, trace):
        self.now -= 1
        return kind is ZeroDivisionError


@contextmanager
def added(log, amount):
    log[0] += amount
    try:
        yield log
    finally:
        log[0] -= amount - 1


def run(n):
    depth = Depth()
    log = [0]
    total = 0
    for i in range(n):
        with depth as inner:
            total += inner.now
        with depth, depth:
            total += depth.now
        with depth:
            total += 100 // (i % 10)
        if i % 4 == 0:
            with added(log, 5) as values:
                total += values[0]
            with suppress(KeyError):
                total += {}[i]
    return total, depth.now, depth.most, log[0]


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
