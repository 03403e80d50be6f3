# compiled: bubble, insertion, quick, merge, shell
"""Bubble, insertion, quick, merge, heap and shell sort over ints, floats, strings and tuples."""


def bubble(items):
    n = len(items)
    for i in range(n):
        for j in range(n - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
    return items


def insertion(items):
    for i in range(1, len(items)):
        x = items[i]
        j = i - 1
        while j >= 0 and items[j] > x:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = x
    return items


def quick(items, low, high):
    while low < high:
        pivot = items[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        quick(items, low, j)
        low = i


def merge(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    a, b = merge(items[:middle]), merge(items[middle:])
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if b[j] < a[i]:
            out.append(b[j])
            j += 1
        else:
            out.append(a[i])
            i += 1
    return out + a[i:] + b[j:]


def shell(items):
    gap = len(items) // 2
    while gap:
        for i in range(gap, len(items)):
            x = items[i]
            j = i
            while j >= gap and items[j - gap] > x:
                items[j] = items[j - gap]
                j -= gap
            items[j] = x
        gap //= 2
    return items


ints = [i * 7919 % 211 for i in range(120)]
for values in (ints, [x / 7 for x in ints], [str(x) for x in ints], [(x % 5, x) for x in ints], ints + [0.5, 2 ** 70], []):
    expected = sorted(values)
    q = values[:]
    quick(q, 0, len(q) - 1)
    print(bubble(values[:]) == expected, insertion(values[:]) == expected, q == expected, merge(values) == expected, shell(values[:]) == expected)
for sort in (bubble, insertion, merge, shell):
    try:
        sort([3, 1, "x", 2])
    except TypeError as error:
        print(error)
