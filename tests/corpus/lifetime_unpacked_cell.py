# compiled: Pair.__init__, work, inside, fresh
"""An item outlives the temporary tuple that it was unpacked from, also on its way into a cell."""


class Pair:
    def __init__(self, n):
        self.n = n


def work(pairs):
    total = 0
    for n, pair in map(tuple, pairs):
        total += pair.n * n

    def inside():
        return pair.n
    return total, inside()


def fresh(n):
    for i in range(n):
        yield [i, Pair(i * 1000 + 7)]


for turn in range(40):
    result = work(fresh(60))
print(result)
