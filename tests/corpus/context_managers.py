# compiled: nested, Guard.__init__, Guard.__enter__, Guard.__exit__, work, loop, stack
"""with in hot functions: contextlib managers, ExitStack, several at once, return and break inside."""

import contextlib

depth = 0
log = []


@contextlib.contextmanager
def nested(name):
    global depth
    depth += 1
    try:
        yield name
    finally:
        depth -= 1


class Guard:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        return self.swallow and kind is KeyError


def work(i):
    with nested("a") as a, Guard(True) as g:
        if i % 7 == 3:
            raise KeyError(i)
        if i % 7 == 4:
            return i
        return -1
    return 0


def loop(n):
    total = 0
    for i in range(n):
        with Guard(False):
            if i % 5 == 0:
                continue
            if i == n - 1:
                break
            total += work(i)
    return total


def stack(n):
    with contextlib.ExitStack() as s:
        for i in range(n):
            s.enter_context(nested(i))
            s.callback(log.append, i)
        return depth


print(loop(1001), depth, stack(50), depth, len(log), log[0])
for i in range(100):
    with contextlib.suppress(ZeroDivisionError):
        1 / (i % 2)
        log.append("fine")
print(log.count("fine"))
