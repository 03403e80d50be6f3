# compiled: Node.__init__, Equal.__eq__, count, answers, kinds
"""== and != of instances that leave them to object: only the object itself is equal; then of classes that get an __eq__, of
numbers, None and subclasses that say otherwise."""
import enum


class Kind(enum.Enum):
    A = 1
    B = 2


class Node:
    def __init__(self, name):
        self.name = name


class Leaf(Node):
    pass


class Equal(Node):
    def __eq__(self, other):
        return isinstance(other, Node) and self.name == other.name


class Slotted:
    __slots__ = ("v",)


def count(things, wanted):
    equal = unequal = 0
    for x in things:
        if x == wanted:
            equal += 1
        if x != wanted:
            unequal += 1
    return equal, unequal


def answers(a, b):
    return a == b, a != b, b == a


def kinds(xs):
    t = 0
    for x in xs:
        if x == Kind.A:
            t += 1
        elif x != Kind.B:
            t += 100
    return t


nodes = [Node(i) for i in range(20)] + [Leaf(i) for i in range(20)]
slotted = [Slotted() for i in range(10)]
for i in range(150):
    result = count(nodes, nodes[3]), count(nodes, nodes[25]), count(slotted, slotted[1]), kinds([Kind.A, Kind.B] * 10)
    answers(nodes[i % 40], nodes[0])
print(result, answers(nodes[0], nodes[0]), answers(nodes[0], nodes[1]))

print(count(nodes, Equal(3)), count([Equal(3)], nodes[3]), count(nodes, None), count([None, 1, "a"] + nodes, nodes[4]))
print(answers(nodes[0], Equal(0)), answers(Equal(0), Equal(0)), answers(nodes[0], 1.5), answers(1, True))
print(kinds([Kind.A, 1, None, Kind.B, nodes[0]]))
Leaf.__eq__ = lambda self, other: "equal"
print(count(nodes, nodes[3]), answers(nodes[0], nodes[30]), answers(nodes[30], nodes[31]))
Leaf.__ne__ = lambda self, other: 0
print(count(nodes, nodes[3]), count(nodes, nodes[25]))
del Leaf.__eq__, Leaf.__ne__
print(count(nodes, nodes[3]), count(nodes, nodes[25]))
Kind.__eq__ = lambda self, other: True
print(kinds([Kind.A, Kind.B]))
nodes[5].__class__ = Equal
print(count(nodes, nodes[25]), count(nodes, nodes[5]))
