# compiled: wrapper, add, same, fib, small, drive
"""Decorators with arguments, lru_cache, wraps, and a memo, around hot functions."""

import functools


def counted(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


def scaled(k):
    def decorate(f):
        def wrapper(x):
            return f(x) * k
        return wrapper
    return decorate


@counted
def add(a, b=1):
    return a + b


@scaled(2)
@scaled(0.5)
def same(x):
    return x


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.lru_cache(maxsize=8)
def small(n):
    return n * n


def drive(n):
    total = 0
    for i in range(n):
        total += add(i) + add(i, b=2) + same(i) + small(i % 12)
    return total


print(drive(1000), add.calls, add.__name__, fib(90), fib.cache_info(), small.cache_info())
try:
    small([])
except TypeError as error:
    print(error)
