# compiled: Manager.__enter__, Manager.__exit__, use, loop
# hot: Manager.__enter__
"""with statements in hot functions: suppression, failures of __enter__ and __exit__ (rule 49)."""


class Manager:
    def __init__(self, suppress):
        self.suppress = suppress
        self.log = []

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, value, tb):
        self.log.append(kind.__name__ if kind else None)
        return self.suppress


def use(manager, i):
    with manager as m:
        m.log.clear()
        if i % 10 == 9:
            return 1 // (i % 10 - 9)
        return i
    return -1


def loop(n, suppress):
    total = 0
    manager = Manager(suppress)
    for i in range(n):
        try:
            total += use(manager, i)
        except ZeroDivisionError:
            total += 1000
    return total, manager.log


print(loop(1500, True), loop(1500, False), use(Manager(True), 9))
for thing in (5, object()):
    try:
        use(thing, 1)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
