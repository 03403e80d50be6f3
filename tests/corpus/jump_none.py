# compiled: Node.__init__, length, first_none, pick
"""`is None` and `is not None` jumps, forward and backward."""


class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest


def length(node):
    count = 0
    while node is not None:
        count += 1
        node = node.rest
    return count


def first_none(values):
    i = 0
    while values[i] is not None:
        i += 1
    return i


def pick(a, b):
    if a is None:
        return b
    if b is not None:
        return a, b
    return a


chain = None
for i in range(2000):
    chain = Node(i, chain)
print(length(chain), length(None), first_none([0] * 2500 + [None]))
print([pick(*pair) for pair in ((None, 1), (2, None), (None, None), (3, 4))] * 2)
total = 0
for i in range(3000):
    total += pick(None, i) if i % 3 else pick(i, None)
print(total)
