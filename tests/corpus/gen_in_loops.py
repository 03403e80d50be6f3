# compiled: numbers, odd, scaled, pairs, forever, holding, once, never, simple, pipeline, expression, nested, both_loops, of_pairs, stopped, returned, swapped, held, of_one, same_objects, named, left, big
# inlined: numbers, odd, scaled, pairs, forever
"""Generators that one loop sees stand in that loop: what they do, in what order, and when what they hold dies."""

import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append("del " + self.name)


log = []


def numbers(n):
    for i in range(n):
        yield i


def odd(values):
    for value in values:
        if value % 2:
            yield value


def scaled(values, factor):
    for value in values:
        yield value * factor % 1000


def pairs(items):
    for k in range(len(items)):
        yield k, items[k]


def forever(start):
    while True:
        start = start + 1
        yield start


def holding(name, n):
    keeps = Noisy(name)
    for i in range(n):
        yield i
    log.append("end " + name)
    return keeps


def once(x):
    yield x


def never(x):
    if x is log:
        yield x


def simple(n):
    total = 0
    for value in numbers(n):
        total += value % 97
    return total


def pipeline(n):
    total = 0
    for value in scaled(odd(numbers(n)), 17):
        total += value
    return total


def expression(n):
    total, k = 0, 3
    for value in (x * k for x in range(n) if x % 3):
        total += value
    return total


def nested(n):
    total = 0
    for value in (x + y for x in (i * 2 for i in range(n)) for y in (j for j in range(3))):
        total += value
    return total


def both_loops(n):
    total = 0
    for x in numbers(n):
        for y in odd(range(x % 7)):
            total += x * y
            if total % 11 == 0:
                break
        else:
            total += 1
    return total


def of_pairs(items):
    text = ""
    for k, item in pairs(items):
        text += item * (k % 3)
    return text


def stopped(n):
    for value in forever(5):
        if value > n:
            break
        if value % 5 == 3:
            continue
        last = value
    return value, last


def returned(n):
    for value in numbers(100):
        if value == n:
            return value


def swapped(n):
    a, b = 0, 1
    for _ in numbers(n):
        a, b = b, (a + b) % 10007
    return a, b


def held(n, stop):
    del log[:]
    for value in holding("a", n):
        if value == stop:
            log.append("break")
            break
    log.append("behind")
    return list(log)


def of_one(n):
    total = 0
    for k in range(n):
        for value in once(k):
            total += value
        for value in never(k):
            total += 1000
    return total


def same_objects(n):
    items = [float(k) for k in range(n)]
    count = 0
    for k, item in pairs(items):
        count += item is items[k]
    return count


def named(n):
    generator = odd(numbers(n))
    total = 0
    for value in generator:
        total += value
    return total, next(generator, "finished")


def left(n, limit):
    generator = numbers(n)
    total = 0
    for value in generator:
        total += value
        if value > limit:
            break
    return total, list(generator)[:3]


def big(n):
    total = 0
    for value in scaled(numbers(n), 1 << 61):
        total += value
    return total


for turn in range(3):
    print(simple(300), pipeline(300), expression(300), nested(60), both_loops(60))
    print(of_pairs("some words in a list".split()), stopped(300), returned(70), returned(100))
    print(swapped(300), held(5, 3), held(3, 9), of_one(200), same_objects(200))
    print(named(100), left(50, 20), big(40))

total = 0
for turn in range(1700):
    total += simple(5) + pipeline(7) + expression(4) + len(of_pairs("ab")) + stopped(12)[0]
print(total, scaled.__name__, simple(1200), pipeline(1200), expression(1200))


# The functions are not what they were.
def numbers(n):
    for i in range(n):
        yield -i


print(simple(300), pipeline(300))
scaled.__code__ = (lambda values, factor: [7, 8]).__code__
print(pipeline(300))
