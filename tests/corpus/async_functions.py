# compiled: work, step, numbers, main
"""Coroutines with hot plain functions inside."""

import asyncio


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


async def step(n):
    await asyncio.sleep(0)
    return work(n)


async def numbers(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def main():
    results = await asyncio.gather(*(step(i) for i in range(60)))
    total = 0
    async for i in numbers(50):
        total += work(i)
    return sum(results), total


print(asyncio.run(main()))
