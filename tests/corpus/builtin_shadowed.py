# compiled: measure, fake, Trap.__iter__
# hot: measure
"""A builtin shadowed by a global in the middle of a loop, and uncovered again (semantics rule 25)."""


def measure(values):
    total = 0
    for value in values:
        total += len(value)
    return total


words = ["a", "bb", "ccc"] * 700
print(measure(words))


def fake(value):
    return 100


class Trap(list):
    def __init__(self, items, at):
        super().__init__(items)
        self.at = at

    def __iter__(self):
        for i, item in enumerate(list.__iter__(self)):
            if i == self.at:
                globals()["len"] = fake
            if i == self.at + 10:
                del globals()["len"]
            yield item


print(measure(Trap(words, 1000)))
print(measure(words))
len = fake
print(measure(words[:3]))
del len
print(measure(words[:3]))
