# compiled: work
"""f.__code__ replaced while f runs: the running call keeps its code (rule 11)."""


def other(n):
    return "other", n


def work(n):
    total = 0
    for i in range(n):
        total += i
        if i == 700:
            work.__code__ = other.__code__
    return total


original = work.__code__
print(work(1000), work(1000))
work.__code__ = original
print(work(500), work(1000), work(3))
work.__code__ = original.replace(co_consts=tuple(5 if c == 0 else c for c in original.co_consts))
print(work(500))
