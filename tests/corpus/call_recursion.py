# compiled: fib, gcd, is_even, is_odd, hanoi, power
"""Recursive functions of several kinds, with unboxed and other arguments."""


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def gcd(a, b):
    if b == 0:
        return a
    return gcd(b, a % b)


def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)


def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)


def hanoi(n, a, b, c, moves):
    if n > 0:
        hanoi(n - 1, a, c, b, moves)
        moves.append((a, b))
        hanoi(n - 1, c, b, a, moves)
    return len(moves)


def power(x, n):
    if n == 0:
        return 1
    half = power(x, n // 2)
    return half * half * x if n % 2 else half * half


print(fib(17), fib(14.0), fib(True), gcd(2 ** 64, 2 ** 40 * 3), gcd(1071, 462), gcd(12.0, 18))
print(is_even(500), is_odd(777), is_even(1), hanoi(9, "a", "b", "c", []))
print(power(3, 100), power(1.01, 500), power(2, 62), power(2, 63), power(-2, 63))
