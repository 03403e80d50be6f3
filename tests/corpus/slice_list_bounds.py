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
    print(take(Loud(base), 1, 2), put(Loud([1]), 0, 1, "v"), take("string", 1, 4), take((1, 2, 3), 1, 9))


main()
