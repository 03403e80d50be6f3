# compiled: hit, miss, loop
"""Counters kept in globals by several functions, with other types on the way."""

hits = 0
misses = 0.0
last = None


def hit(n):
    global hits, last
    hits += n
    last = n
    return hits


def miss():
    global misses
    misses = misses + 0.5


def loop(n):
    global hits
    for i in range(n):
        if i % 3:
            hit(i)
        else:
            miss()
    hits = hits * 2
    return hits, misses, last


print(loop(2000))
hits = "s"
try:
    loop(2)
except TypeError as error:
    print(error)
hits = 2 ** 62
print(loop(10), hits)
del hits
try:
    hit(1)
except NameError as error:
    print(error)
