"""Lists: appended to, indexed, sliced, sorted, comprehended, unpacked, copied, searched."""

N = 400000
EXPECTED = (6702352185, 266654, 331603, 46)
SHORT = (30000, (315368231, 20001, 403643, 9))


def run(n):
    total = 0
    values = []
    for i in range(n):
        values.append(i * 7919 % 10007)
    for i in range(1, n):
        if values[i] < values[i - 1]:
            values[i], values[i - 1] = values[i - 1], values[i]
        total += values[-i]
    squares = [value * value for value in values if value % 3]
    grid = [[row * column for column in range(10)] for row in range(n // 40)]
    for row in grid:
        first, *middle, last = row
        total += first + last + len(middle) + sum(middle)
        row[2:4] = [1]
        row.insert(0, 5)
        total += row.index(5) + row.pop()
    stack = []
    for value in values:
        while stack and stack[-1] > value:
            total += stack.pop()
        stack.append(value)
    ordered = sorted(values)
    total += ordered[n // 2] + max(values) - min(values) + (4 in values) + len(values[::3])
    for a, b in zip(values, reversed(ordered)):
        total += a - b
    return total, len(squares), sum(squares) % 1000003, len(stack)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
