# compiled: Thing.__init__, Thing.__del__, rebind, temporaries, on_return, on_raise, deleted, replaced, unpacked, iterated, watched, once
# hot: deleted, iterated, on_return, rebind, replaced, temporaries, unpacked, watched
"""Objects of hot code die where they would in the interpreter (semantics rule 53)."""

import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append("-" + self.name)


def rebind(n):
    thing = Thing("a")
    for i in range(n):
        log.append("before")
        thing = Thing("b")
        log.append("after")
    log.append("end")
    return None


def temporaries():
    log.append("call")
    length = len(Thing("t").name)
    log.append("called")
    [Thing("u"), log.append("in list")]
    log.append("left")
    if Thing("v"):
        log.append("branch")
    return length


def on_return():
    first = Thing("1")
    second = Thing("2")
    log.append("return")
    return 3


def on_raise():
    first = Thing("x")
    second = Thing("y")
    try:
        raise ValueError
    finally:
        log.append("raised")


def deleted(item):
    log.append("del")
    del item
    log.append("deleted")


def replaced(items, table):
    items[0] = Thing("new")
    log.append("list")
    table["k"] = Thing("value")
    log.append("dict")
    items[0] = None
    table["k"] = None


def unpacked():
    a, b = Thing("p"), Thing("q")
    a, b = b, None
    log.append("swapped")
    b = a = 0
    log.append("gone")


def iterated():
    for thing in [Thing("i"), Thing("j")]:
        log.append(thing.name)
    log.append("loop over")


def watched():
    thing = Thing("w")
    reference = weakref.ref(thing, lambda _: log.append("callback"))
    log.append(reference() is thing)
    thing = None
    log.append(reference())


def once():
    del log[:]
    rebind(2)
    temporaries()
    on_return()
    try:
        on_raise()
    except ValueError:
        log.append("caught")
    deleted(Thing("d"))
    replaced([Thing("old")], {"k": Thing("first")})
    unpacked()
    iterated()
    watched()


log = []
once()
expected = list(log)
same = 0
for _ in range(2000):
    once()
    same += log == expected
print(same, *expected)
