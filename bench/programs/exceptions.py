"""Exceptions: raised and caught in a loop, by an operation and from a call; `try` that never raises; `with`."""

N = 200000
EXPECTED = (200000, 100000, 66667, 600000, 200000)
SHORT = (72000, (72000, 36000, 24000, 216000, 72000))


class Lock:
    def __init__(self):
        self.taken = 0

    def __enter__(self):
        self.taken += 1
        return self

    def __exit__(self, kind, value, traceback):
        return False


def raised(n):
    caught = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError:
            caught += 1
    return caught


def missing(n):
    table = {i: i for i in range(0, n, 2)}
    caught = 0
    for i in range(n):
        try:
            table[i]
        except KeyError:
            caught += 1
    return caught


def check(i):
    if i % 3 == 0:
        raise OverflowError(i)


def called(n):
    caught = 0
    for i in range(n):
        try:
            check(i)
        except OverflowError:
            caught += 1
    return caught


def quiet(n):
    total = 0
    for i in range(n):
        try:
            total += 1
        except OverflowError:
            total = 0
        finally:
            total += 2
    return total


def managed(n):
    lock = Lock()
    for _ in range(n):
        with lock:
            pass
    return lock.taken


def run(n):
    return raised(n), missing(n), called(n), quiet(n), managed(n)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
