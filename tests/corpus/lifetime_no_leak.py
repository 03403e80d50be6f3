# compiled: work, attempt, measure
"""No references and no memory blocks are lost by hot code, its errors included."""

import gc
import sys


def work(n, bad):
    items = []
    total = 0
    for i in range(n):
        pair = (i, [i + 1000.5])
        items.append(pair)
        total += pair[1][0] * 2
        text = f"{i}-{total}"
        if i == bad:
            items[i + 5]
    return total, len(text)


def attempt(n, bad):
    try:
        return work(n, bad)
    except IndexError:
        return None


def measure():
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(60):
        attempt(40, -1)
        attempt(40, 39)
    gc.collect()
    return sys.getallocatedblocks() - before


for _ in range(4):
    measure()
print("grows" if min(measure() for _ in range(3)) > 50 else "steady", attempt(40, -1))
