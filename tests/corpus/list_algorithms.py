# compiled: windows, partition, binary_search, compress
"""Rotations, partitions, windows, deduplication and searches over lists of mixed types."""


def windows(items, k):
    best = None
    total = 0
    for i, x in enumerate(items):
        total += x
        if i >= k:
            total -= items[i - k]
        if i >= k - 1 and (best is None or total > best):
            best = total
    return best


def partition(items, pivot):
    i = 0
    for j in range(len(items)):
        if items[j] < pivot:
            items[i], items[j] = items[j], items[i]
            i += 1
    return i


def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) >> 1
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def compress(items):
    write = 0
    for read in range(len(items)):
        if read == 0 or items[read] != items[read - 1]:
            items[write] = items[read]
            write += 1
    del items[write:]
    return items


values = [i * 37 % 101 for i in range(1000)]
print(windows(values, 5), windows([0.5] * 10, 3), windows([1], 3), partition(values[:], 50), partition([0.5, 2, 1], 1.5))
ordered = sorted(values)
print(sum(binary_search(ordered, x) for x in range(-5, 110)), binary_search(ordered, 50.5), binary_search("abcd", "c"), binary_search([], 1))
print(compress([1, 1, 2, 2.0, "a", "a", None, None]), len(compress(ordered)))
try:
    binary_search(ordered, "x")
except TypeError as error:
    print(error)
