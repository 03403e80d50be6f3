"""All solutions of n queens, from a generator of permutations and generator expressions over each."""

N = 9
EXPECTED = 284515296
SHORT = (7, 640653566)


def permutations(items, size=None):
    pool = tuple(items)
    n = len(pool)
    size = n if size is None else size
    indices = list(range(n))
    cycles = list(range(n - size + 1, n + 1))[::-1]
    yield tuple(pool[i] for i in indices[:size])
    while n:
        for i in reversed(range(size)):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield tuple(pool[i] for i in indices[:size])
                break
        else:
            return


def queens(n):
    columns = range(n)
    for rows in permutations(columns):
        if n == len({rows[i] + i for i in columns}) == len({rows[i] - i for i in columns}):
            yield rows


def run(n):
    checksum = 0
    for solution in queens(n):
        value = 0
        for row in solution:
            value = value * n + row
        checksum = (checksum * 131 + value) % 1000000007
    return checksum + 1000 * sum(1 for _ in queens(n - 1))


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
