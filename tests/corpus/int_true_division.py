# compiled: divide, mean
"""int / int correctly rounded, also above 2**53, and its overflow."""


def divide(a, b):
    return a / b


def mean(values):
    total = 0
    count = 0
    for value in values:
        total += value
        count += 1
    return total / count


pairs = [(1, 3), (2 ** 53 + 1, 1), (2 ** 53 + 1, 2), (10 ** 20, 3), (2 ** 63, 2 ** 63 - 1), (-7, 2), (7, -2), (0, -5),
         (10 ** 300, 10 ** 299), (2 ** 62 + 1, 2 ** 62 - 1), (9007199254740993, 3), (-2 ** 63, 3), (True, 4)]
for turn in range(100):
    results = [divide(a, b) for a, b in pairs]
print(results, mean(range(2000)), mean([2 ** 62] * 5), mean([0.1] * 10))
for a, b in ((10 ** 400, 1), (1, 10 ** 400), (10 ** 400, 10 ** 399), (-10 ** 400, 3)):
    try:
        print(divide(a, b))
    except OverflowError as error:
        print(error)
