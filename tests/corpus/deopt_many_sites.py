# compiled: work
"""A function with very many guards, each of which fails once."""


def work(a, b, c, d):
    x = a + b
    y = b - c
    z = c * d
    w = x + y * z
    v = (w - a) * (w - b)
    u = v + x if v > x else v - x
    t = u + y if u < y else u - y
    s = t * 2 + z * 3 - w * 4
    r = s + a - b + c - d
    q = [r, s, t]
    q[0] = q[1] + q[2]
    p = (q[0], u)
    return p[0] + p[1] - r


for i in range(1500):
    result = work(i, 2, 3, 4)
print(result)
values = [1, 0.5, 2 ** 62, 2 ** 70, True, -7]
total = 0
for a in values:
    for b in values:
        for c in values:
            for d in values:
                total += work(a, b, c, d) > 0
print(total, work(1, 2, 3, 0.25), work(2 ** 62, 2 ** 62, 1, 1), work(0.1, 0.2, 0.3, 0.4))
for bad in (("a", 1, 1, 1), (1, None, 1, 1), (1, 1, 1, "x"), ([], 1, 1, 1)):
    try:
        print(work(*bad))
    except TypeError as error:
        print(error)
