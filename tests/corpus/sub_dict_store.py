# compiled: count, count_get, put
"""Stores into dicts, with keys that compare equal, and counting."""


def count(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def count_get(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def put(d, key, value):
    d[key] = value


words = "the quick brown fox jumps over the lazy dog the end".split() * 100
print(count(words) == count_get(words), count(words)["the"], list(count(words)))
print(count([1, 1.0, True, 2, 2.5, "1", 2 ** 64, float(2 ** 64)] * 50), count_get([(1,), (1.0,)] * 3))
d = {}
for i in range(3000):
    put(d, i % 100, i)
print(len(d), d[99])
for key in ([], {}, {1}, slice(1)):
    try:
        put(d, key, 1)
    except TypeError as error:
        print(error)
try:
    count([[1]])
except TypeError as error:
    print(error)
