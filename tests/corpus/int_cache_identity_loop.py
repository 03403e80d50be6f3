# compiled: collect, sums, toggles
"""Loop counters and sums that land on small ints are the cached objects (rule 36)."""


def collect(n):
    out = []
    for i in range(n):
        out.append(i - 5)
    return out


def sums(n):
    out = []
    x = 0
    for i in range(n):
        x = (x * 3 + i) % 262 - 5
        out.append(x)
    return out


cached = {i: i for i in range(-5, 257)}
for f in (collect, sums):
    values = f(1500)
    small = [v for v in values if -5 <= v <= 256]
    print(len(small), all(v is cached[v] for v in small))
print((lambda a, b: a - b)(1000, 1000) is cached[0], (-5 + 0) is cached[-5])


def toggles(n):
    kept = []
    for i in range(n):
        x = i % 2
        kept.append(x is (i & 1))
    return all(kept)


print(toggles(1500))
