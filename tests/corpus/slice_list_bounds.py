# compiled: take, take_step, put, rotate, attempt, main
"""Slices of lists with int bounds, read and written: every bound given or not, clamped, and guards that fail (rules 35, 39)."""


def take(items, lo, hi):
    return items[lo:hi], items[lo:], items[:hi], items[:]


def take_step(items, lo, hi, step):
    return items[lo:hi:step], items[lo::step], items[:hi:step], items[::step]


def put(items, lo, hi, value):
    items[lo:hi] = value
    return items


def rotate(items, k):
    items[:k + 1] = items[k::-1]
    return items


def flip(items, at, bounds):
    k = bounds[at]
    items[:k] = items[k::-1]
    return items, items[bounds[at + 1]:k], items[k:bounds[at + 2]:bounds[at + 3]]


class Looks:
    def __init__(self, of, name):
        self.of = of
        self.name = name

    def __del__(self):
        seen.append((self.name, len(self.of), [type(item).__name__ for item in self.of]))


seen = []


def bury(n):
    items = []
    for turn in range(n):
        items[:] = [Looks(items, turn), Looks(items, -turn)]
        items[:2] = [turn, turn + 1]
        items[1:] = items[:1]
    return items


class Loud(list):
    def __getitem__(self, key):
        return "item", key

    def __setitem__(self, key, value):
        self.append(("set", key, value))


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno


def main():
    total = 0
    for turn in range(3000):
        base = list(range(turn % 9))
        lo, hi = turn % 7 - 3, turn % 11 - 4
        total += sum(map(len, take(base, lo, hi)))
        total += sum(map(len, take_step(base, lo, hi, turn % 5 + 1)))
        total += sum(map(len, take_step(base, lo, hi, -(turn % 4) - 1)))
        total += len(put(base, lo, hi, [turn, turn + 1]))
        total += rotate(list(range(8)), turn % 8)[0]
    print(total)
    base = list(range(6))
    for bounds in ((True, 4), (2**70, 3), (-2**70, 2**70), (1, Index(4)), (None, 2), ("a", 2), (1.5, 2)):
        print(attempt(take, base, *bounds))
    for bounds in ((0, 5, 0), (0, 5, 2**65), (5, 0, -2**65), (0, 5, None), (0, 5, True)):
        print(attempt(take_step, base, *bounds))
    for value in ((7, 8), "xy", 5, None, iter([9]), {3: 4}):
        print(attempt(put, list(base), 1, 3, value))
    same = list(base)
    print(put(same, 1, 2, same), put(list(base), 4, 1, [0]), put([], -5, 5, [1]))
    total = 0
    for turn in range(3000):
        k = turn % 9 - 1
        flipped = flip(list(range(turn % 8)), 0, [k, turn % 5 - 2, 7 - turn % 6, turn % 3 - 4])
        total = (total * 31 + sum((i + 1) * item for part in flipped for i, item in enumerate(part))) % 1000003
    print(total)
    for bounds in ((None, 1, 2, 3), (True, 0, 4, None), (Index(2), -1, Index(5), 2), (2**70, -2**70, 3, 1), (1, 2, 3, 0),
                   ("a", 1, 2, 3), (2, 1.5, 3, 1), (2, 1, 3, -2**65)):
        print(attempt(flip, list(base), 0, bounds))
    for n in 1500, 3:
        seen.clear()
        print(bury(n), len(seen), seen[-4:])
    long = list(range(200))
    print(put(long, 0, 64, list(range(64))) == put(long, 3, 68, list(range(3, 68))), len(long))
    print(take(Loud(base), 1, 2), put(Loud([1]), 0, 1, "v"), take("string", 1, 4), take((1, 2, 3), 1, 9))


main()
