# compiled: transpose, trace, step
"""Nested subscripts, read and written, rows shared between two names."""


def transpose(matrix, n):
    for i in range(n):
        for j in range(i + 1, n):
            matrix[i][j], matrix[j][i] = matrix[j][i], matrix[i][j]


def trace(matrix):
    total = 0
    for i in range(len(matrix)):
        total += matrix[i][i]
    return total


def step(grid):
    n = len(grid)
    new = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            around = grid[i - 1][j - 1] + grid[i - 1][j] + grid[i][j - 1] + grid[i - n + 1][j]
            new[i][j] = (around + grid[i][j]) % 5
    return new


n = 20
matrix = [[i * n + j for j in range(n)] for i in range(n)]
transpose(matrix, n)
print(matrix[0][:5], trace(matrix), matrix[n - 1][0])
for _ in range(7):
    matrix = step(matrix)
print(sum(map(sum, matrix)))
row = [1.5] * 3
shared = [row, row, row]
transpose(shared, 3)
shared[0][1] += 1
print(shared, trace(shared))
