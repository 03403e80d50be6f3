# compiled: grow, flatten, presized
"""Lists that grow by append, extend, insert, +=, slices, multiplication and comprehension."""


def grow(n):
    a, b, c, d, e = [], [], [], [0], []
    for i in range(n):
        a.append(i * 0.5)
        b += [i, -i]
        c.extend((i,))
        d = d * 2 if len(d) < 16 else d[:8]
        e.insert(0, i)
        if len(e) > 20:
            del e[10:]
    return a[-1], sum(b), len(c), len(d), e


def pairs(n):
    return [[i, i * i] for i in range(n)]


def flatten(rows):
    out = []
    for row in rows:
        for x in row:
            out.append(x)
    return out


def presized(n):
    out = [None] * n
    for i in range(n):
        out[i] = i if i % 2 else out[i - 1]
    return out


print(grow(1500), sum(flatten(pairs(800))), presized(9), presized(1000)[-1], flatten(["ab", (1,), {2: 3}]))
rows = [[0] * 3] * 3
rows[0][0] = 1
print(rows, [] * 5, [1] * -1, [[]] * 2)
try:
    [1] * 1.5
except TypeError as error:
    print(error)
