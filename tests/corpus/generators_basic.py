# compiled: numbers, delegate, drive, add, sum_of
"""Generators next to compiled code: send, throw, close, yield from, return values (rule 51)."""


def numbers(n):
    total = 0
    for i in range(n):
        got = yield i
        if got:
            total += got
    return total


def delegate(n):
    result = yield from numbers(n)
    yield ("result", result)


def drive(n):
    generator = delegate(n)
    out = [next(generator)]
    while True:
        try:
            out.append(generator.send(2))
        except StopIteration:
            return len(out), out[-1]


def add(a, b):
    return a + b


def sum_of(generator):
    total = 0
    for value in generator:
        total = add(total, value)
    return total


for _ in range(20):
    result = drive(50)
print(result, sum_of(numbers(2000)), sum_of(x * 0.5 for x in range(1000)))
g = numbers(5)
next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError as error:
    print(error)
g = numbers(3)
next(g)
g.close()
print(list(g), g.gi_frame)


def bad():
    yield 1
    raise StopIteration


try:
    sum_of(bad())
except RuntimeError as error:
    print(error)
