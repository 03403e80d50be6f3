# compiled: Meta.__eq__, Node.__init__, types, total, truths, answers, exchanged
"""The class of a value asked for with type(), and the truth of instances that say nothing of it: classes exchanged,
metaclasses that compare, __bool__ and __len__ that come and go."""


class A:
    pass


class B(A):
    pass


class Meta(type):
    def __eq__(cls, other):
        return "meta"

    def __hash__(cls):
        return 1


class C(metaclass=Meta):
    pass


class Liar:
    __class__ = A


class Node:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest


def types(things, n):
    counts = [0] * 6
    for i in range(n):
        thing = things[i % len(things)]
        if type(thing) is A:
            counts[0] += 1
        if type(thing) == A:
            counts[1] += 1
        if type(thing) != B:
            counts[2] += 1
        if type(thing) is type(things[0]):
            counts[3] += 1
        kept = type(thing)
        things = list(things)
        counts[4] += kept is type(thing)
        counts[5] += type(thing) is not int
    return counts, kept.__name__


def total(node):
    n = 0
    while node:
        n += node.value
        node = node.rest
    return n


def truths(things, n):
    seen = 0
    for i in range(n):
        thing = things[i % len(things)]
        if thing:
            seen += 1
        if not thing:
            seen += 100
        seen += 1000 * bool(thing or None)
    return seen


def answers(a, b, n):
    out = None
    for _ in range(n):
        out = (type(a) == type(b), type(a) != type(b))
    return out


def exchanged(n):
    a, out = A(), []
    for i in range(n):
        kept = type(a)
        if i == n - 3:
            a.__class__ = B
        out.append(kept is type(a))
    return out[-4:], type(a).__name__


for turn in range(3):
    print(types([A()], 600), types([B(), A()], 600), types([1, 2.5, "s"], 600), types([C()], 600))
    print(types([Liar()], 600), types([A, int], 600))
    print(answers(A(), A(), 500), answers(A(), B(), 500), answers(C(), C(), 500), answers(1, True, 500))
    print(exchanged(500))
    print(total(Node(1, Node(2, Node(3)))))

chain = None
for i in range(300):
    chain = Node(i, chain)
for turn in range(20):
    result = total(chain)
print(result)
print(truths([A(), None], 600), truths([A(), B()], 600), truths([None], 600), truths([A(), 0, ""], 600))
Node.__bool__ = lambda self: self.value > 250
print(total(chain))
Node.__bool__ = lambda self: 3
try:
    print(total(chain))
except TypeError as error:
    print(error)
del Node.__bool__
print(total(chain))
Node.__len__ = lambda self: self.value
print(total(chain))
Node.__len__ = lambda self: -1
try:
    print(total(chain))
except ValueError as error:
    print(error)
del Node.__len__
print(total(chain))


class Quiet(Node):
    def __bool__(self):
        return False


chain.rest.rest = Quiet(7, chain.rest.rest)
print(total(chain))
chain.rest.__class__ = Quiet
print(total(chain))
print(truths([A(), None], 600))
A.__len__ = lambda self: 0
print(truths([A(), None], 600))
