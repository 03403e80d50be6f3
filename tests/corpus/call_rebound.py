# compiled: work, replacement, loop, quiet
"""The function that a hot loop calls is replaced by the call itself."""


def work(n):
    global work
    if n == 1000:
        work = replacement
    return n


def replacement(n):
    global work
    if n == 1500:
        work = len
    return 0.5


def loop(n):
    total = 0
    for i in range(n):
        try:
            total += work(i)
        except TypeError as error:
            return total, i, str(error)
    return total


def quiet(n):
    total = 0
    for i in range(n):
        total += work(i)
    return total


original = work
print(quiet(1501), work)
work = original
print(loop(2000))
