"""Frequencies of all short pieces of a DNA sequence, and how often some long ones occur: string slices as
keys of dicts."""

from functools import lru_cache

N = 300000
EXPECTED = (3024, 300043)
SHORT = (20000, (941305, 20043))

WANTED = ("ggt", "ggta", "ggtatt", "ggtattttaatt", "ggtattttaatttatagt")


@lru_cache(maxsize=None)
def make_sequence(n):
    state = 42
    letters = []
    for _ in range(n):
        state = (state * 3877 + 29573) % 139968
        letters.append("acgt"[state * 4 // 139968])
    return "".join(letters) + "".join(WANTED)


def frequencies(sequence, size):
    counts = {}
    for i in range(len(sequence) - size + 1):
        piece = sequence[i:i + size]
        counts[piece] = counts.get(piece, 0) + 1
    return counts


def run(n):
    sequence = make_sequence(n)
    checksum = 0
    for size in (1, 2):
        counts = frequencies(sequence, size)
        for piece, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            checksum = (checksum * 31 + count) % 1000003
    for piece in WANTED:
        checksum = (checksum * 31 + frequencies(sequence, len(piece))[piece]) % 1000003
    return checksum, len(sequence)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
