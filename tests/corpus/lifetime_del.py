# compiled: Thing.__init__, Thing.__del__, rebind, delete, argument, in_list
"""__del__ runs at the same point as in the interpreter: rebinding, del, return, end of loop (rule 53)."""

log = []


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def rebind(n):
    x = Thing("first")
    for i in range(n):
        log.append(f"before {i}")
        x = Thing(i)
        log.append(f"after {i}")
    x = None
    log.append("none")


def delete():
    a = Thing("a")
    b = Thing("b")
    del a
    log.append("deleted a")
    b = 1
    log.append("rebound b")
    return Thing("returned")


def argument(x):
    log.append("in")
    x = None
    log.append("out")


def in_list(items, i):
    items[i] = Thing(f"item {i}")
    log.append("stored")
    items[i] = None
    log.append("cleared")


for turn in range(120):
    del log[:]
    rebind(3)
    delete()
    log.append("delete returned")
    argument(Thing("argument"))
    in_list([0, 1], 1)
print("\n".join(map(str, log)))
