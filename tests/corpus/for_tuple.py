# compiled: dot, nested
"""for over tuples, nested and with unpacking."""

PAIRS = tuple((i, i * 0.5) for i in range(1500))


def dot(pairs):
    total = 0
    for a, b in pairs:
        total += a * b
    return total


def nested(rows):
    count = 0
    for (a, (b, c)), d in rows:
        count += a + b + c + d
    return count


print(dot(PAIRS), dot(()), dot(((1, 2), (3.5, 4), (2 ** 40, 2 ** 40))))
print(nested((((1, (2, 3)), 4),) * 1000))
for bad in (((1, 2), (1, 2, 3)), ((1, 2), (1,)), ((1, 2), 5), ((1, 2), "xy"), ((1, 2), "xyz")):
    try:
        print(dot(bad))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
