# compiled: callback, allocate
"""A collection, and what it calls, in the middle of an allocating hot loop."""

import gc

seen = []


def callback(phase, info):
    if phase == "start" and len(seen) < 5:
        seen.append(phase)


def allocate(n):
    items = []
    for i in range(n):
        items.append([i, (i,), {"i": i}])
    total = 0
    for item in items:
        total += item[0] + item[1][0] + item[2]["i"]
    return total


gc.set_threshold(20, 3, 3)
gc.callbacks.append(callback)
print(allocate(2000), len(seen))
gc.callbacks.remove(callback)
print(allocate(100))
