"""Branches, chained comparisons, nested loops with break, continue and else, conditions and short circuits."""

N = 250000
EXPECTED = ([22613, 45433, 68259, 45354, 22796, 45545], (812, 2373468), 546870)
SHORT = (15000, ([1324, 2664, 4232, 2625, 1387, 2768], (74, 12847), 32795))


def branches(n):
    counts = [0] * 6
    state = 1
    for _ in range(n):
        state = (state * 3877 + 29573) % 139968
        kind = state % 11
        if kind == 0:
            counts[0] += 1
        elif kind < 3:
            counts[1] += 1
        elif 3 <= kind < 6:
            counts[2] += 1
        elif kind in (6, 8):
            counts[3] += 1
        elif not kind % 3:
            counts[4] += 1
        else:
            counts[5] += 1
    return counts


def nested(n):
    found = tried = 0
    for i in range(2, n // 40):
        for j in range(2, i):
            tried += 1
            if j * j > i:
                continue
            if i % j == 0:
                break
        else:
            found += 1
    return found, tried


def short_circuits(n):
    total = 0
    for i in range(n):
        a = i & 1 and i & 2
        b = i & 4 or i & 8
        total += (a or b) + (3 if a and not b else 1)
        while total % 7 and total > 10:
            total -= 1
            if total % 5 == 0:
                break
    return total


def run(n):
    return branches(n), nested(n), short_circuits(n)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
