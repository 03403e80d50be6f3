# compiled: work, use
"""Side effects happen once, also where the bytecode after them fails its guards."""

log = []


class Noisy:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        log.append(("add", self.n))
        return self.n + other

    def __call__(self, x):
        log.append(("call", x))
        return x

    def __getitem__(self, i):
        log.append(("get", i))
        return i


def work(a, b, items):
    x = a + 1
    items.append(x)
    y = x + b
    items.append(y)
    z = y * b + x
    items[0] = z
    return z


def use(f, g, i):
    return f(g[i] + i) + f(i)


items = [0]
for i in range(1500):
    work(i, i, items)
print(len(items), items[0])
for a, b in ((0.5, 1), (1, 0.5), (2 ** 63, 1), (1, 2 ** 63), (Noisy(5), 2), (True, False)):
    items = [0]
    print(work(a, b, items), items)
for a, b in (("a", 1), (1, "b"), (1, None)):
    items = [0]
    try:
        work(a, b, items)
    except TypeError as error:
        print(error, items)
print(log)
del log[:]
noisy = Noisy(1)
for i in range(800):
    use(abs, range(1000), i)
print(use(noisy, noisy, 3), use(noisy, [0.5] * 3, 2), log)
