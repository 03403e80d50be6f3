# compiled: round_trip, reverse, palindromes
# hot: reverse
"""int to str and back in hot code, and the limit on digits (semantics rule 40)."""


def round_trip(n):
    total = 0
    for i in range(n):
        total += int(str(i * 7 - 3000)) + len(str(i)) + int(f"{i:x}", 16)
    return total


def reverse(n):
    return int(str(n)[::-1])


def palindromes(limit):
    count = 0
    for n in range(limit):
        if str(n) == str(n)[::-1]:
            count += 1
    return count


print(round_trip(2000), sum(reverse(i) for i in range(2000)), palindromes(3000), reverse(2 ** 70))
try:
    str(10 ** 5000)
except ValueError as error:
    print(error)
try:
    int("1" * 5000)
except ValueError as error:
    print(error)
