# compiled: count
"""for over range: every sign, step and size, and what the variable holds afterwards."""


def count(start, stop, step):
    total = turns = 0
    i = "unset"
    for i in range(start, stop, step):
        total += i
        turns += 1
    return turns, total, i


for arguments in ((0, 3000, 1), (3000, 0, -1), (0, 0, 1), (5, 0, 1), (0, 5, -1), (-10, 10, 3),
                  (10, -10, -7), (2 ** 62, 2 ** 62 + 5, 1), (2 ** 63 - 3, 2 ** 63 + 3, 1),
                  (-2 ** 63 - 2, -2 ** 63 + 2, 1), (2 ** 63 - 1, 2 ** 63, 1), (0, 2 ** 63 - 1, 2 ** 62),
                  (10 ** 30, 10 ** 30 + 10, 4), (2 ** 31 - 2, 2 ** 31 + 2, 1), (True, 5, True),
                  (-2 ** 63, -2 ** 63 + 3, 1), (-2 ** 62, 2 ** 62 + 5, 2 ** 62),
                  (2 ** 63 - 1, 2 ** 63 - 4, -1), (-2 ** 62, -2 ** 63, -2 ** 61)):
    print(arguments, count(*arguments))
for arguments in ((0, 5, 0), (0, 5.0, 1), ("a", 5, 1)):
    try:
        count(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
