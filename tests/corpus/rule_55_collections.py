# compiled: Node.__init__, collect_inside, allocate, only_local, passing, inner
# hot: allocate, collect_inside, only_local, passing
"""A collection in the middle of hot code sees every reference that is held (semantics rule 55)."""

import gc
import weakref


class Node:
    def __init__(self, n):
        self.n = n
        self.me = self


def collect_inside(n, ask):
    node = Node(n)
    pair = [node, n]
    if ask:
        watch.append(weakref.ref(node))
        gc.collect()
        referrers = [type(one).__name__ for one in gc.get_referrers(pair)]
        return node.n, pair[1], len(referrers) <= 1
    return node.n


def allocate(n):
    kept = None
    total = 0
    for i in range(n):
        node = Node(i)
        kept = [node, (kept and kept[0]) and i]
        total += kept[0].n
    return total


def only_local(n):
    row = [n]
    row.append(row)
    for i in range(n):
        pair = (i, row)
        if i % 100 == 99:
            gc.collect(0)
    return len(row), pair[0], row[1] is row


def passing(node, n):
    return inner(Node(n), node)


def inner(a, b):
    if force:
        gc.collect()
    return a.n + b.n


watch = []
force = False
for i in range(2500):
    collect_inside(i, False), passing(Node(1), i)
print(allocate(9000))
for i in range(5):
    print(collect_inside(i, True))
gc.collect()
print([one() for one in watch])
force = True
print(passing(Node(1), 5))
gc.set_threshold(1)
print(only_local(5000), allocate(300), collect_inside(3, False), passing(Node(2), 7))
gc.set_threshold(700, 10, 10)
