# compiled: run, summed, climbs, guarded
# inlined: outer, begin, retry
"""Inlined bodies call what cannot stand in them directly: functions with loops or handlers, and recursive ones.
Who looks finds the frames of all (semantics rules 1, 7, 9)."""
import sys


def summed(n, start):
    for i in range(n & 3):
        start += i
    return start


def outer(x):
    return summed(x, 1) + 1


def climbs(n):
    return 0 if n <= 0 else 1 + climbs(n - 1)


def begin(n):
    return climbs(n & 7) * 2


def guarded(x):
    try:
        if x % 1000 == 999:
            raise ValueError(x)
    except ValueError:
        return -1
    return x


def retry(x):
    return guarded(x) + guarded(x + 1)


class Machine:
    def __init__(self):
        self.total = 0

    def loops(self, n):
        for i in range(n & 1):
            self.total += i
        return self.total

    def step(self, n):
        self.total += 1
        return self.loops(n) + self.loops(n + 1)


def run(n):
    machine = Machine()
    total = 0
    for i in range(n):
        total += outer(i) + begin(i) + machine.step(i) + retry(i)
    return total


print(run(6000))


# Who is called changes under way; looks at frames; raises; runs into the limit.
def look(x):
    for _ in range(1):
        frame = sys._getframe()
    names = []
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
        frame = frame.f_back
    return len(names) and names[:3]


def fails(n, start):
    for i in range(n, n + 1):
        if i == 50:
            raise KeyError(start)
    return 0


def changes(n):
    global summed
    plain = summed
    results = []
    total = 0
    for i in range(n):
        if i == n - 50:
            summed = lambda n, start: results.append(look(start)) or 0
        elif i == n - 48:
            summed = plain
        total += outer(i)
    summed = fails
    try:
        for i in range(n):
            total += outer(i)
    except KeyError as error:
        tb = error.__traceback__
        while tb is not None:
            results.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
            tb = tb.tb_next
    summed = plain
    return total, results


print(changes(3000))
limit = sys.getrecursionlimit()
first = 0
for depth in range(80, 90):
    sys.setrecursionlimit(depth)
    levels = 0
    try:
        for levels in range(200):
            climbs(levels)
    except RecursionError:
        first = first or levels
        print(levels - first, end=" ")
sys.setrecursionlimit(limit)
print(run(100))
