# compiled: numbers, stops, delegates, ignores, answer, collect, source, drive, attempt
# hot: drive
"""throw, close, StopIteration, delegation and forgotten coroutines around hot code (semantics rule 51)."""

import asyncio
import gc
import sys
import warnings


def numbers(n):
    got = []
    try:
        for i in range(n):
            try:
                got.append((yield i))
            except KeyError as error:
                got.append(error.args[0])
    finally:
        got.append("closed")
        closed.append(got[-3:])
    return len(got)


def stops(n):
    for i in range(n):
        yield i
    raise StopIteration("inside")


def delegates(n):
    result = yield from numbers(n)
    yield "result", result


def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2


async def answer(n):
    return n + 1


async def collect(n):
    total = 0
    async for i in source(n):
        total += await answer(i)
    return total + sum([i async for i in source(3)])


async def source(n):
    try:
        for i in range(n):
            yield i
    finally:
        closed.append("source")


def drive(n):
    total = 0
    for value in numbers(n):
        total += value
    return total


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (RuntimeError, StopIteration, ValueError, TypeError) as error:
        return type(error).__name__, str(error), type(error.__cause__).__name__


closed = []
for _ in range(1700):
    list(delegates(3))
    attempt(list, stops(2))
print(drive(9000), closed[-1])
generator = delegates(10)
print(next(generator), generator.send("sent"), generator.throw(KeyError("thrown")), attempt(generator.throw, ValueError("out")))
print(attempt(next, generator), closed[-1], attempt(list, stops(2)), list(delegates(2)))
generator = numbers(5)
next(generator)
generator.close()
print(closed[-1], attempt(next, generator))
generator = ignores()
next(generator)
print(attempt(generator.close))
generator = numbers(5)
next(generator)
del generator
print(closed[-1], asyncio.run(collect(3000)), closed[-2:])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    sys.set_coroutine_origin_tracking_depth(1)
    answer(3)
    gc.collect()
print([str(one.message).splitlines()[0] for one in seen])


def generator_of_itself():
    def own():
        yield next(me)
    me = own()
    return next(me)


print(attempt(generator_of_itself))
