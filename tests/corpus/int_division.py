# compiled: both, digits, modpow
"""// and % and divmod with every combination of signs, edges of the machine word included."""


def both(a, b):
    return a // b, a % b


def digits(n):
    count = total = 0
    while n:
        total += n % 10
        n //= 10
        count += 1
    return count, total


def modpow(base, exponent, modulus):
    result = 1
    base = base % modulus
    while exponent > 0:
        if exponent % 2 == 1:
            result = result * base % modulus
        exponent = exponent // 2
        base = base * base % modulus
    return result


edges = [1, -1, 2, -2, 3, -3, 7, -7, 10, -10, 2 ** 30, -2 ** 30, 2 ** 62, -2 ** 62, 2 ** 63 - 1, -2 ** 63, 2 ** 63, 2 ** 64, -2 ** 90]
for turn in range(6):
    lines = [[both(a, b) for b in edges] for a in edges + [0]]
for line in lines:
    print(line)
print(digits(9876543210), digits(10 ** 40 - 1), modpow(3, 10 ** 6, 1000007), modpow(7, 560, 561), modpow(2, 10 ** 20, 2 ** 61 - 1))
for a, b in edges and [(a, b) for a in edges for b in edges]:
    q, r = both(a, b)
    assert q * b + r == a and (r == 0 or (r > 0) == (b > 0)), (a, b)
