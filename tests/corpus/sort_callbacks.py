# compiled: Card.__init__, Card.__lt__, Card.__repr__, rank, negative, compare, spoil
"""sort and sorted with keys, reverse, errors in comparison, mutation while sorting, stability."""

import functools


class Card:
    def __init__(self, rank, suit):
        self.rank = rank
        self.suit = suit

    def __lt__(self, other):
        return (self.rank, self.suit) < (other.rank, other.suit)

    def __repr__(self):
        return f"{self.rank}{self.suit}"


def rank(card):
    return card.rank


def negative(x):
    return -x


def compare(a, b):
    if a % 10 != b % 10:
        return a % 10 - b % 10
    return b - a


cards = [Card(i * 7 % 13, "shdc"[i % 4]) for i in range(300)]
print(sorted(cards)[:5], sorted(cards, key=rank)[:5], max(cards, key=rank), sorted(cards, reverse=True)[0])
print(sorted(range(300), key=negative)[:3], sorted(range(300), key=functools.cmp_to_key(compare))[:5])
items = list(range(50))


def spoil(x):
    items.append(x)
    return x


try:
    items.sort(key=spoil)
except ValueError as error:
    print(error, len(items))
for bad in ([1, "a", 2], [1, None], [{}, {}]):
    try:
        sorted(bad)
    except TypeError as error:
        print(error)
