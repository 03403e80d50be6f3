# compiled: trial, sieve, is_prime, factors
"""Primes by trial division, by sieve with slices, by Miller and Rabin, and factorisation."""


def trial(limit):
    primes = []
    for n in range(2, limit):
        for p in primes:
            if p * p > n:
                primes.append(n)
                break
            if n % p == 0:
                break
        else:
            primes.append(n)
    return primes


def sieve(limit):
    flags = bytearray([1]) * limit
    flags[0] = flags[1] = 0
    n = 2
    while n * n < limit:
        if flags[n]:
            flags[n * n::n] = bytes(len(range(n * n, limit, n)))
        n += 1
    return sum(flags)


def is_prime(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if a % n == 0:
            continue
        x = pow(a, d, n)
        if x == 1 or x == n - 1:
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def factors(n):
    out = []
    p = 2
    while p * p <= n:
        while n % p == 0:
            out.append(p)
            n //= p
        p += 1
    if n > 1:
        out.append(n)
    return out


primes = trial(1500)
print(len(primes), primes[-1], sieve(5000), sum(map(is_prime, range(1500))), is_prime(2 ** 61 - 1), is_prime(2 ** 89 - 1), is_prime(2 ** 67 - 1))
print(factors(360), factors(999999), factors(2 ** 40), factors(1009 * 1013 * 2), factors(1), factors(2 ** 64 - 1) if 0 else factors(600851475143))
