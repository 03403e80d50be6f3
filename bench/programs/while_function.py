"""Whole process only: all that is hot is one `while` loop in a function called once."""

EXPECTED = "9000000 4500000 750000.0\n"


def main():
    i = 0
    evens = 0
    total = 0.0
    while i < 9000000:
        if i & 1 == 0:
            evens += 1
        total += (i % 100) * 0.5
        if total > 1e6:
            total = total - 1e6
        i += 1
    return i, evens, total


print(*main())
