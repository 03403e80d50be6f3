# compiled: determinant, multiply, power
"""Determinants by elimination, matrix powers modulo, with ints, floats and Fractions."""

from fractions import Fraction


def determinant(rows):
    rows = [row[:] for row in rows]
    n = len(rows)
    result = 1
    for i in range(n):
        pivot = i
        while pivot < n and rows[pivot][i] == 0:
            pivot += 1
        if pivot == n:
            return 0
        if pivot != i:
            rows[i], rows[pivot] = rows[pivot], rows[i]
            result = -result
        result = result * rows[i][i]
        for j in range(i + 1, n):
            factor = rows[j][i] / rows[i][i]
            for k in range(i, n):
                rows[j][k] = rows[j][k] - factor * rows[i][k]
    return result


def multiply(a, b, m):
    n = len(a)
    out = []
    for i in range(n):
        row = []
        for j in range(n):
            total = 0
            for k in range(n):
                total += a[i][k] * b[k][j]
            row.append(total % m)
        out.append(row)
    return out


def power(matrix, n, m):
    result = [[int(i == j) for j in range(len(matrix))] for i in range(len(matrix))]
    while n:
        if n & 1:
            result = multiply(result, matrix, m)
        matrix = multiply(matrix, matrix, m)
        n >>= 1
    return result


size = 12
ints = [[(i * j * 3 + i + 2 * j) % 11 - 3 for j in range(size)] for i in range(size)]
print(determinant(ints), determinant([[float(x) for x in row] for row in ints]), determinant([[0, 1], [1, 0]]), determinant([[1, 2], [2, 4]]))
print(determinant([[Fraction(x) for x in row] for row in ints[:8]] if 0 else [[Fraction(x, 3) for x in row[:6]] for row in ints[:6]]))
print(power([[1, 1], [1, 0]], 10 ** 18, 10 ** 9 + 7), power([[1, 1], [1, 0]], 300, 2 ** 200)[0][1], power([[2.0]], 9, 1000.5))
