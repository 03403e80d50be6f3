# compiled: find, skip, early
"""for loops with else, break, continue, return in the middle."""


def find(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            break
    else:
        return -1
    return i


def skip(items):
    total = 0
    for item in items:
        if item % 2:
            continue
        if item > 1500:
            break
        total += item
    return total


def early(items):
    for item in items:
        for other in items:
            if item + other == 1234:
                return item, other
    return None


print(find(range(3000), 2999), find(range(3000), 3000), find([1, 2.0, "x"], "x"), skip(range(3000)))
print(early(range(50)), early(range(0, 2000, 2)), early([]))
