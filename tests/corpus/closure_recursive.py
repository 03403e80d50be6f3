# compiled: count, ackermann
"""A closure that calls itself through its cell."""


def make(limit):
    def count(n):
        if n >= limit:
            return 0
        return 1 + count(n + 1)
    return count


count = make(50)
print(sum(count(i) for i in range(60)))
count = make(3.5)
print(count(0), count(1.25))


def ackermann_maker():
    def ackermann(m, n):
        if m == 0:
            return n + 1
        if n == 0:
            return ackermann(m - 1, 1)
        return ackermann(m - 1, ackermann(m, n - 1))
    return ackermann


print(ackermann_maker()(2, 6))
