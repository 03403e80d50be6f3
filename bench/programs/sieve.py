"""The sieve of Eratosthenes over a list of bools: list stores and strided loops."""

N = 3500000
EXPECTED = (472289, 6416653)
SHORT = (440000, (70121, 806621))


def sieve(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    i = 2
    while i * i <= limit:
        if is_prime[i]:
            for multiple in range(i * i, limit + 1, i):
                is_prime[multiple] = False
        i += 1
    count = 0
    last = 0
    for number in range(limit + 1):
        if is_prime[number]:
            count += 1
            last = number
    return count, last


def run(n):
    count, last = 0, 0
    for part in (n, n // 2, n // 3):
        found, highest = sieve(part)
        count += found
        last += highest
    return count, last


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
