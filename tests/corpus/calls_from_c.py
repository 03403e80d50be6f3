# compiled: key, scaled.<locals>.times, step, deep, gather, failing, varied, Item.__lt__
# hot: key, scaled.<locals>.times, step, gather, varied
"""Functions that C code calls: keys, map, reduce, special methods; closures, star arguments, errors, the recursion limit."""
import functools
import sys
import traceback


def key(x):
    return -x


def scaled(k):
    def times(x):
        return x * k
    return times


def step(total, x):
    return total * 3 + x & 0xffff


class Item:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value

    def __hash__(self):
        return self.value & 7

    def __eq__(self, other):
        return self.value == other.value


def gather(*values):
    return len(values)


def varied(a, b=2, *, c=3):
    return a + b + c


def failing(x):
    if x == 77:
        raise ValueError(sys._getframe(1).f_code.co_name)
    return x


def deep(n):
    return n and 1 + max(map(deep, (n - 1,)))


numbers = list(range(500))
for _ in range(20):
    sorted(numbers, key=key), list(map(scaled(3), numbers)), functools.reduce(step, numbers)
    sorted([Item(i * 37 % 101) for i in range(101)]), list(map(gather, numbers, numbers))
    list(map(varied, numbers)), list(map(failing, range(70))), deep(20)
print(sorted(numbers, key=key)[:3], list(map(scaled(7), numbers))[-1], functools.reduce(step, numbers))
print([item.value for item in sorted([Item(i * 37 % 101) for i in range(101)])][:5])
print(len({Item(i % 50) for i in range(200)}), list(map(gather, numbers, numbers))[0], list(map(varied, numbers))[9])
try:
    list(map(failing, range(100)))
except ValueError:
    print(traceback.format_exc())
try:
    deep(100000)
except RecursionError as error:
    print(error)
print(deep(50))


def limit():
    n = 100
    while True:
        try:
            deep(n)
        except RecursionError:
            return n
        n += 1


print(limit() == limit())
events = []
sys.setprofile(lambda frame, event, arg: events.append((event, frame.f_code.co_name)))
list(map(key, [1, 2]))
sys.setprofile(None)
print(events)
key.__code__ = (lambda x: x % 7).__code__
print(sorted(numbers, key=key)[:3])
print(list(map(scaled("ab"), [1, 2])), list(map(scaled(2.5), [1, 2])))
