"""Spectral norm of an infinite matrix: a small pure function called from nested loops."""

import math

N = 300
EXPECTED = 1.2742239856297708
SHORT = (60, 1.274206093635559)


def eval_a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def multiply_av(v, n):
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += eval_a(i, j) * v[j]
        result.append(total)
    return result


def multiply_atv(v, n):
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += eval_a(j, i) * v[j]
        result.append(total)
    return result


def run(n):
    u = [1.0] * n
    v = u
    for _ in range(10):
        v = multiply_atv(multiply_av(u, n), n)
        u = multiply_atv(multiply_av(v, n), n)
    vbv = vv = 0.0
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    return math.sqrt(vbv / vv)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
