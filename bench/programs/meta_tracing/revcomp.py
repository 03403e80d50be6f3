"""The reverse complement of DNA sequences: translated, reversed and wrapped into lines."""

from functools import lru_cache

N = 2000000
EXPECTED = (838757, 2033334)
SHORT = (200000, (860367, 203334))

WIDTH = 60
LETTERS = "acgtacgtacgtacgtacgtacgtBDHKMNRSVWY"
COMPLEMENT = str.maketrans("acgtBDHKMNRSVWY", "TGCAVHDMKNYSBWR")


@lru_cache(maxsize=None)
def make_sequences(n):
    """(name, lines) of three sequences; the state is shared."""
    state = 42
    found = []
    for name, share in ((">ONE", 2), (">TWO", 3), (">THREE", 5)):
        letters = []
        for _ in range(n * share // 10):
            state = (state * 3877 + 29573) % 139968
            letters.append(LETTERS[state * len(LETTERS) // 139968])
        text = "".join(letters)
        found.append((name, [text[at:at + WIDTH] for at in range(0, len(text), WIDTH)]))
    return found


def reverse_complement(lines):
    text = "".join(lines).translate(COMPLEMENT)[::-1]
    for at in range(0, len(text), WIDTH):
        yield text[at:at + WIDTH]


def run(n):
    checksum = size = 0
    for name, lines in make_sequences(n):
        checksum = (checksum * 31 + len(name)) % 1000003
        for line in reverse_complement(lines):
            size += len(line) + 1
            checksum = (checksum * 31 + 3 * line.count("A") + 5 * line.count("G")
                        + 7 * ord(line[0]) + 11 * ord(line[-1])) % 1000003
    return checksum, size


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
