# compiled: Wait.__init__, Wait.__await__, old_style, adds, nested, run, numbers, consume, Countdown.__init__, Countdown.__aiter__, Countdown.__anext__, count, use, NoAwait.__aenter__, bad, twice, managed, managers, warned, sleepers, worker, main, hooks
"""Coroutines and asynchronous generators: await, async for, athrow, aclose, hooks, warnings, origins.  Rule 51."""

import asyncio
import contextlib
import sys
import types
import warnings


class Wait:
    """An awaitable that yields its value."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


@types.coroutine
def old_style(value):
    got = yield value
    return got


async def adds(n):
    total = 0
    for i in range(n):
        total += await Wait(i)
    total += await old_style("old")
    return total


async def nested(n):
    first = await adds(n)
    second = await adds(n + 1)
    return first, second


def run(coroutine):
    out = []
    value = None
    try:
        while True:
            value = coroutine.send(value)
            out.append(value)
            value = 10 if value == "old" else value
    except StopIteration as e:
        return out, e.value


async def numbers(n, log):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                log.append(got)
            await Wait("tick")
    except KeyError as e:
        log.append(repr(e))
        yield "handled"
    finally:
        log.append("finally")


async def consume(n, log):
    total = 0
    async for value in numbers(n, log):
        total += value
    squares = [v * v async for v in numbers(4, log) if v % 2]
    return total, squares


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n -= 1
        if self.n < 0:
            raise StopAsyncIteration
        return await Wait(self.n)


async def count(n):
    total = 0
    async for value in Countdown(n):
        total += value or 0
    return total


async def use(it, actions):
    out = []
    for name, *args in actions:
        try:
            out.append(await getattr(it, name)(*args))
        except (StopAsyncIteration, KeyError, RuntimeError) as e:
            out.append(repr(e))
    return out


class NoAwait:
    async def __aexit__(self, *args):
        pass

    def __aenter__(self):
        return 5


async def bad(what):
    if what == 0:
        await 5
    elif what == 1:
        async for x in 5:
            pass
    elif what == 2:
        async for x in Wait(5):
            pass
    elif what == 3:
        async with NoAwait():
            pass
    else:
        raise StopIteration("in a coroutine")


async def twice(coroutine):
    await coroutine


@contextlib.contextmanager
def managed(log, n):
    log.append(("enter", n))
    try:
        yield n * 2
    except ValueError as e:
        log.append(repr(e))
    finally:
        log.append("exit")


def managers():
    for rounds in range(60):
        log = []
        with managed(log, rounds) as value:
            log.append(value)
        with managed(log, 1):
            raise ValueError("swallowed")
        try:
            with managed(log, 2):
                raise KeyError("through")
        except KeyError:
            log.append("through")
    print(log)


def warned(work):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        work()
    return [str(w.message).splitlines()[0] for w in caught]


async def sleepers(n):
    async def worker(k):
        total = 0
        for i in range(n):
            await asyncio.sleep(0)
            total += i * k
        return total
    return await asyncio.gather(*[worker(k) for k in range(4)])


def main():
    for rounds in range(100):
        results = run(nested(4)), run(count(5))
    print(results)
    for rounds in range(60):
        log = []
        results = run(consume(5, log))
    print(results, log)
    for rounds in range(60):
        log = []
        it = numbers(5, log)
        out = run(use(it, [("__anext__",), ("asend", "sent"), ("athrow", KeyError("k")), ("__anext__",),
                           ("__anext__",)]))
        it = numbers(5, log)
        out2 = run(use(it, [("__anext__",), ("aclose",), ("__anext__",), ("aclose",)]))
    print(out, out2, log)
    for what in range(5):
        for rounds in range(30):
            try:
                run(bad(what))
            except (TypeError, RuntimeError) as e:
                message = f"{type(e).__name__} {e}"
        print(message)
    for rounds in range(30):
        inner = adds(3)
        inner.send(None)
        a = twice(inner)
        b = twice(inner)
        try:
            b.send(None)
        except RuntimeError as e:
            message = str(e)
        a.close()
        inner.close()
    print(message)
    for rounds in range(30):
        messages = warned(lambda: adds(3))
    print(messages)
    sys.set_coroutine_origin_tracking_depth(1)
    for rounds in range(30):
        coroutine = adds(2)
        origin = coroutine.cr_origin[0][2]
        run(coroutine)
    sys.set_coroutine_origin_tracking_depth(0)
    print(origin)


def hooks():
    events = []
    old = sys.get_asyncgen_hooks()
    for rounds in range(30):
        events.clear()
        sys.set_asyncgen_hooks(firstiter=lambda it: events.append("first"),
                               finalizer=lambda it: events.append("finalizer"))
        log = []
        it = numbers(3, log)
        run(use(it, [("__anext__",)]))
        it = None
        sys.set_asyncgen_hooks(*old)
    print(events)


main()
hooks()
managers()
print(asyncio.run(sleepers(60)))
