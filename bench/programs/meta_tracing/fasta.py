"""DNA sequences in FASTA format: a repeated one, and two drawn from tables of frequencies."""

from bisect import bisect
from itertools import accumulate

N = 200000
EXPECTED = (496439, 2033411)
SHORT = (10000, (682952, 101745))

WIDTH = 60
MODULUS = 139968
ALU = ("GGCCGGGCGCGGTGGCTCACGCCTGTAATCCCAGCACTTTGG"
       "GAGGCCGAGGCGGGCGGATCACCTGAGGTCAGGAGTTCGAGA"
       "CCAGCCTGGCCAACATGGTGAAACCCCGTCTCTACTAAAAAT"
       "ACAAAAATTAGCCGGGCGTGGTGGCGCGCGCCTGTAATCCCA")
IUB = [("a", 0.27), ("c", 0.12), ("g", 0.12), ("t", 0.27), ("B", 0.02), ("D", 0.02), ("H", 0.02),
       ("K", 0.02), ("M", 0.02), ("N", 0.02), ("R", 0.02), ("S", 0.02), ("V", 0.02), ("W", 0.02),
       ("Y", 0.02)]
HOMO_SAPIENS = [("a", 0.3029549426680), ("c", 0.1979883004921), ("g", 0.1975473066391),
                ("t", 0.3015094502008)]


class Random:
    def __init__(self, seed):
        self.seed = seed

    def next(self):
        self.seed = (self.seed * 3877 + 29573) % MODULUS
        return self.seed / MODULUS


def repeated(text, n):
    position = 0
    while n > 0:
        size = min(n, WIDTH)
        line = text[position:position + size]
        if len(line) < size:
            line += text[:size - len(line)]
        position = (position + size) % len(text)
        yield line
        n -= size


def drawn(table, n, source):
    letters = [letter for letter, _ in table]
    bounds = list(accumulate(share for _, share in table))
    bounds[-1] = 1.0
    while n > 0:
        size = min(n, WIDTH)
        yield "".join([letters[bisect(bounds, source.next())] for _ in range(size)])
        n -= size


def lines(n):
    source = Random(42)
    yield ">ONE Homo sapiens alu"
    yield from repeated(ALU, 2 * n)
    yield ">TWO IUB ambiguity codes"
    yield from drawn(IUB, 3 * n, source)
    yield ">THREE Homo sapiens frequency"
    yield from drawn(HOMO_SAPIENS, 5 * n, source)


def run(n):
    checksum = size = 0
    for line in lines(n):
        size += len(line) + 1
        checksum = (checksum * 31 + len(line) + 3 * line.count("a") + 5 * line.count("G")
                    + 7 * ord(line[-1])) % 1000003
    return checksum, size


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
