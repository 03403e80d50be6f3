# compiled: Node.__init__, Node.__del__, make
"""Cyclic garbage made in hot code: collected, finalised once, weak references cleared."""

import gc
import weakref

finalised = []


class Node:
    def __init__(self, n):
        self.n = n
        self.other = None

    def __del__(self):
        finalised.append(self.n)


def make(n):
    references = []
    for i in range(n):
        a, b = Node(i), Node(-i)
        a.other, b.other = b, a
        references.append(weakref.ref(a))
    return references


gc.disable()
references = make(500)
print(len(finalised), sum(r() is not None for r in references))
a = None
gc.collect()
print(len(finalised), sum(r() is not None for r in references), sorted(finalised)[:2])
gc.enable()
gc.set_threshold(10, 2, 2)
del finalised[:]
make(1500)
gc.collect()
print(len(finalised))
