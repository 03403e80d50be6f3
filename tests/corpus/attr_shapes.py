# compiled: total, make
"""Instances whose attributes were set in different orders, and with many attributes."""


class Bag:
    pass


def total(bags):
    result = 0
    for bag in bags:
        result += bag.a * 3 + bag.b
    return result


def make(order, base):
    bag = Bag()
    for name in order:
        setattr(bag, name, base + ord(name[0]))
    return bag


bags = [make(order, i) for i, order in enumerate(("ab", "ba", "xab", "bxya", "zzab") * 100)]
print(total(bags))
big = Bag()
for i in range(60):
    setattr(big, f"name{i}", i)
big.a, big.b = 1, 2
print(total([big] * 100))
other = Bag()
other.__dict__ = {"a": 5, "b": 6}
print(total([other, bags[0], big]))
vars(other)["b"] = 0.5
del bags[1].a
bags[1].a = 1000
print(total([other, bags[0], bags[1]]))
del other.a
try:
    total([other])
except AttributeError as error:
    print(error)
