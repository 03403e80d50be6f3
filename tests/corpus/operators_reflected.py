# compiled: A.__add__, A.__radd__, A.__lt__, A.__gt__, A.__eq__, B.__radd__, B.__gt__, C.__add__, add, less, equal
"""Reflected operators: order of attempts, subclasses first, NotImplemented, comparisons swapped."""

log = []


class A:
    def __add__(self, other):
        log.append("A.add")
        return NotImplemented

    def __radd__(self, other):
        log.append("A.radd")
        return "A.radd"

    def __lt__(self, other):
        log.append("A.lt")
        return NotImplemented

    def __gt__(self, other):
        log.append("A.gt")
        return "A.gt"

    def __eq__(self, other):
        log.append("A.eq")
        return NotImplemented


class B(A):
    def __radd__(self, other):
        log.append("B.radd")
        return "B.radd"

    def __gt__(self, other):
        log.append("B.gt")
        return NotImplemented


class C:
    def __add__(self, other):
        log.append("C.add")
        return NotImplemented


def add(a, b):
    return a + b


def less(a, b):
    return a < b


def equal(a, b):
    return a == b


things = [A(), B(), C(), 1, 2.5, "s", [1]]
for turn in range(40):
    del log[:]
    lines = []
    for a in things:
        for b in things:
            for f in (add, less, equal):
                try:
                    result = f(a, b)
                except TypeError as error:
                    result = str(error)
                lines.append((type(a).__name__, f.__name__, type(b).__name__, result, tuple(log)))
                del log[:]
for line in lines:
    print(*line)
