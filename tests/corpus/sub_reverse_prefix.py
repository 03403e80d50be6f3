# compiled: flips, rotate, permutations
"""Prefix reversal and rotation with slices, as sorting by flips does."""


def flips(start):
    items = start[:]
    count = 0
    first = items[0]
    while first:
        items[:first + 1] = items[first::-1]
        count += 1
        first = items[0]
    return count


def rotate(items, n):
    for _ in range(n):
        items = items[1:] + items[:1]
    return items


def permutations(n):
    items = list(range(n))
    best = 0
    for seed in range(400):
        for i in range(n - 1, 0, -1):
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
            j = seed % (i + 1)
            items[i], items[j] = items[j], items[i]
        best = max(best, flips(items))
    return best


print(permutations(6), permutations(9), rotate(list("abcdef"), 1000), rotate((1, 2, 3), 500))
