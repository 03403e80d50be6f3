"""Instances made, compared, copied and let go: plain classes, slots, inheritance, dunder methods."""

N = 100000
EXPECTED = (20000200000, 4999950000, 5000050000, 624950000)
SHORT = (6000, (72012000, 17997000, 18003000, 2247000))


class Base:
    count = 0

    def __init__(self, key):
        self.key = key

    def value(self):
        return self.key


class Derived(Base):
    def __init__(self, key, weight):
        super().__init__(key)
        self.weight = weight

    def value(self):
        return super().value() * self.weight


class Pair:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def __add__(self, other):
        return Pair(self.left + other.left, self.right + other.right)

    def __eq__(self, other):
        return self.left == other.left and self.right == other.right

    def __hash__(self):
        return self.left * 31 + self.right

    def __len__(self):
        return 2

    def __getitem__(self, at):
        return self.right if at else self.left


def run(n):
    total = 0
    sum_of_pairs = Pair(0, 0)
    kept = []
    for i in range(n):
        derived = Derived(i, 3)
        pair = Pair(i, i + 1)
        total += derived.value() + Base(i).value() + len(pair) + pair[0] - pair[1]
        sum_of_pairs = sum_of_pairs + pair
        if pair == Pair(i, i + 1):
            total += hash(pair) % 3
        derived.weight += 1
        derived.extra = i
        if i % 8 == 0:
            kept.append(derived)
        total += isinstance(derived, Base) + (type(derived) is Derived)
    return total, sum_of_pairs.left, sum_of_pairs.right, sum(item.extra for item in kept)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
