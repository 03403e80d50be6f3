# compiled: work, other
# hot: other, work
"""No page is ever writable and executable, whatever is compiled (semantics rule 64)."""


def work(n):
    total = 0
    for i in range(n):
        total += i % 3
    return total


def other(n):
    return [i * 0.5 for i in range(n)][-1]


def both():
    with open("/proc/self/maps") as maps:
        return [line for line in maps if "wx" in line.split()[1]]


for _ in range(2000):
    result = other(3)
print(work(9000), result, both())
