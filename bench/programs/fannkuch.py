"""Pancake flips over all permutations: list reads, writes and slice reversals."""

N = 9
EXPECTED = (8629, 30)
SHORT = (7, (228, 16))


def fannkuch(n):
    perm1 = list(range(n))
    count = [0] * n
    max_flips = 0
    checksum = 0
    permutation = 0
    r = n
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        first = perm1[0]
        if first != 0:
            perm = perm1[:]
            flips = 0
            while first:
                perm[:first + 1] = perm[first::-1]
                flips += 1
                first = perm[0]
            if flips > max_flips:
                max_flips = flips
            if permutation & 1:
                checksum -= flips
            else:
                checksum += flips
        while True:
            if r == n:
                return checksum, max_flips
            first = perm1[0]
            for i in range(r):
                perm1[i] = perm1[i + 1]
            perm1[r] = first
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        permutation += 1


def run(n):
    return fannkuch(n)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
