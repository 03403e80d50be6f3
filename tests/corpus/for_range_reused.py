# compiled: total, pairs
"""One range object iterated many times, a range iterator shared by two loops."""


def total(numbers):
    result = 0
    for number in numbers:
        result += number
    return result


def pairs(numbers):
    iterator = iter(numbers)
    result = []
    for a in iterator:
        for b in iterator:
            result.append((a, b))
            if b % 5 == 0:
                break
    return result


r = range(3, 3000, 7)
print(sum(total(r) for _ in range(10)), total(range(10)), total(iter(r)), total(reversed(r)))
print(pairs(range(23)), len(pairs(range(2000))))
i = iter(range(5))
next(i)
print(total(i), total(i), list(i))
