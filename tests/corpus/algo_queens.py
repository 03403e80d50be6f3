# compiled: solve, bits
"""The n queens, by recursion over lists of bools."""


def solve(n, row, columns, rising, falling):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        if not columns[column] and not rising[row + column] and not falling[row - column + n]:
            columns[column] = rising[row + column] = falling[row - column + n] = True
            count += solve(n, row + 1, columns, rising, falling)
            columns[column] = rising[row + column] = falling[row - column + n] = False
    return count


def bits(n, row, columns, rising, falling):
    if row == n:
        return 1
    count = 0
    free = ~(columns | rising | falling) & (1 << n) - 1
    while free:
        bit = free & -free
        free ^= bit
        count += bits(n, row + 1, columns | bit, (rising | bit) << 1, (falling | bit) >> 1)
    return count


print([solve(n, 0, [False] * n, [False] * (2 * n), [False] * (2 * n + 1)) for n in range(1, 8)])
print([bits(n, 0, 0, 0, 0) for n in range(1, 9)])
