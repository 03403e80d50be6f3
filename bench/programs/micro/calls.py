"""Calls in all their forms: defaults, keywords, stars, methods of several kinds, closures, recursion, callables."""

N = 100000
EXPECTED = 85002375006
SHORT = (5000, 212618766)


def plain(a, b):
    return a + b


def with_default(a, b=2):
    return a - b


def with_rest(a, *rest, **named):
    return a + len(rest) + len(named)


def keyword_only(a, *, b):
    return a * 2 + b


def countdown(n):
    return 0 if n == 0 else 1 + countdown(n - 1)


class Shape:
    factor = 3

    def method(self, a):
        return a + self.factor

    @classmethod
    def of_class(cls, a):
        return a + cls.factor

    @staticmethod
    def of_none(a):
        return a + 1

    @property
    def area(self):
        return self.factor * 2

    def __call__(self, a):
        return a ^ self.factor


def make_adder(amount):
    def add(value):
        return value + amount

    return add


def run(n):
    shape = Shape()
    bound = shape.method
    add = make_adder(5)
    pair = (1, 2)
    names = {"b": 4}
    total = 0
    for i in range(n):
        total += plain(i, 1) + with_default(i) + with_default(i, b=3) + with_rest(i, 1, 2, key=3)
        total += keyword_only(i, b=1) + keyword_only(i, **names) + plain(*pair)
        total += shape.method(i) + bound(i) + Shape.of_class(i) + Shape.of_none(i) + shape.area
        total += add(i) + shape(i) + (lambda x: x + 1)(i) + len(pair) + abs(-i) + max(i, 3)
        if i % 16 == 0:
            total += countdown(20)
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
