"""Generators of all kinds: chained, recursive, sent to, thrown into, closed, unfinished, as coroutines."""

N = 400000
EXPECTED = (10666831661970000, 13, True)
SHORT = (15000, (562731855125, 13, True))


def numbers(n):
    for i in range(n):
        yield i


def only_odd(items):
    for item in items:
        if item % 2:
            yield item


def squared(items):
    return (item * item for item in items)


def in_order(tree):
    if tree is not None:
        left, value, right = tree
        yield from in_order(left)
        yield value
        yield from in_order(right)


def make_tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return make_tree(low, middle), middle, make_tree(middle + 1, high)


def averager():
    total = count = 0
    average = 0
    while True:
        try:
            value = yield average
        except KeyError:
            total = count = 0
            continue
        total += value
        count += 1
        average = total // count


def first_above(limit, items):
    for item in items:
        if item > limit:
            return item
    return None


def run(n):
    total = sum(squared(only_odd(numbers(n))))
    total += sum(in_order(make_tree(0, n // 4)))
    average = averager()
    next(average)
    for i in range(n):
        total += average.throw(KeyError) if i % 50 == 49 else average.send(i)
    average.close()
    for i in range(n // 10):
        total += first_above(i % 20, numbers(n))
    for a, b in zip(numbers(n), only_odd(numbers(2 * n))):
        total += b - a
    return total, max(numbers(n), key=lambda i: i * 31 % 101), any(i > n // 2 for i in numbers(n))


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
