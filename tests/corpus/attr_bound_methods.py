# compiled: Thing.add, call_stored, same, build
"""Bound methods stored, compared, called later; methods of builtin objects."""


class Thing:
    def __init__(self, n):
        self.n = n

    def add(self, k):
        return self.n + k


def call_stored(n):
    thing = Thing(10)
    add = thing.add
    total = 0
    for i in range(n):
        total += add(i)
        if i == 500:
            thing.n = 0.5
    return total


def same(thing):
    return thing.add is thing.add, thing.add == thing.add, thing.add.__self__ is thing


def build(n):
    items = []
    append = items.append
    for i in range(n):
        append(i)
        items.append(-i)
    text = "x".join(map(str, items[:6]))
    return len(items), text.upper(), text.find("2"), text.startswith("0x")


print(call_stored(1500), build(1500))
thing = Thing(1)
for _ in range(100):
    result = same(thing)
print(result, Thing.add(thing, 5))
try:
    Thing.add(5)
except TypeError as error:
    print(error)
try:
    thing.add()
except TypeError as error:
    print(error)
