"""Instances, tuples and lists that die in compiled code, with what only they hold: their memory serves the next ones,
deep structures do not use up the native stack, and what runs code on the way (finalisers, callbacks of weak references)
sees the frames and finds the order of the stock interpreter (semantics rules 53, 54 and 58)."""
import gc
import sys
import weakref

seen = []


class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest


class Slotted:
    __slots__ = ("value", "rest", "__weakref__")

    def __init__(self, value, rest):
        self.value = value
        self.rest = rest


class Both(Slotted):
    def __init__(self, value, rest, extra):
        self.value = value
        self.rest = rest
        self.extra = extra


class Evil:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        frame = sys._getframe(1)
        seen.append((self.name, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))


def chain(make, n):
    last = None
    for i in range(n):
        last = make(i, last)
    return last


def node(value, rest):
    return Node(value, rest)


def slotted(value, rest):
    return Slotted(value, rest)


def both(value, rest):
    return Both(value, rest, [value])


def pair(value, rest):
    return (value, rest)


def listed(value, rest):
    return [value, rest]


def tree(depth, leaf):
    if depth == 0:
        return Node(leaf, None)
    return Node(tree(depth - 1, leaf), tree(depth - 1, leaf))


def length(at):
    n = 0
    while at is not None:
        n += 1
        at = at.rest
    return n


def drop(make, n):
    """Made, and dropped in the same line."""
    kept = chain(make, n)
    kept = None
    return 0


def drop_leaf(leaf, depth):
    kept = tree(depth, leaf)
    leaf = None
    kept = 3
    return kept


def fresh(n):
    """Whatever a dead one had must be gone."""
    bare = 0
    for i in range(n):
        one = Node.__new__(Node) if i & 1 else Node(i, i)
        bare += len(one.__dict__) if i % 64 == 0 else hasattr(one, "late")
    return bare


def with_late(n):
    for i in range(n):
        one = Node(i, None)
        one.late = i
    return one.late


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def points(n):
    total = 0
    kept = []
    for i in range(n):
        kept.append(Point(i, -i))
        if len(kept) == 10:
            total += kept[3].x + kept.pop().y
            kept = []
    return total


def collections():
    return sum(generation["collections"] for generation in gc.get_stats())


makers = node, slotted, both, pair, listed
for _ in range(320):
    for make in makers:
        drop(make, 12)
    for _ in range(6):
        drop_leaf(7, 2)
    fresh(20), with_late(20), points(40)
print(length(chain(node, 100)), length(chain(slotted, 100)), fresh(1000), with_late(10), points(5000))

for make in makers:  # much deeper than the native stack
    print(make.__name__, drop(make, 40000))

# somebody looks
for make in makers:
    kept = make(Evil("first"), make(Evil("second"), make(1, Evil("third"))))
    del kept
    print(make.__name__, seen)
    del seen[:]
print(drop_leaf(Evil("leaf"), 3), seen)
del seen[:]


def watched(n):
    first = Node(n, None)
    watch = weakref.ref(first, lambda w: seen.append(sys._getframe(1).f_code.co_name))
    second = Node(first, None)
    first = None
    second = None
    return watch() is None


print([watched(k) for k in range(2000)].count(True), set(seen), len(seen))
del seen[:]


# who counts sees no difference: memory, references to classes, collections
def count_blocks():
    before = sys.getallocatedblocks()
    for _ in range(3):
        drop(node, 1000), drop(slotted, 1000), drop(both, 1000)
    return sys.getallocatedblocks() - before


count_blocks()
print(count_blocks() < 100)
before = sys.getrefcount(Node)
drop(node, 500)
print(sys.getrefcount(Node) - before)
before = collections()
kept = chain(node, 30000)
print(abs((collections() - before) - 30000 // (gc.get_threshold()[0] + 1)) < 3)
del kept
gc.disable()
before = collections()
drop(node, 5000)
print(collections() - before)
gc.enable()

# the class becomes another one
Node.__del__ = lambda self: seen.append(self.value)
drop(node, 5)
print(seen)
del Node.__del__, seen[:]
drop(node, 5)
print(seen)
Node.late = "of the class"
print(fresh(100), Node(1, 2).late)

# compiled: chain, node, slotted, both, pair, listed, tree, length, drop, drop_leaf, fresh, with_late, points, watched, Node.__init__, Slotted.__init__, Both.__init__, Point.__init__
# hot: chain, drop, tree, drop_leaf, fresh, with_late, points
