# compiled: read, write, drive
# hot: drive, read, write
"""The dict of an instance: replaced, deleted, made visible, outgrown under hot code (semantics rule 31)."""


class Thing:
    shared = "class"

    def __init__(self, n):
        self.a = n
        self.b = n + 1


def read(thing):
    return thing.a, thing.b, thing.shared


def write(thing, n):
    thing.a = n
    thing.c = n
    return thing.c


def drive(thing, n):
    total = 0
    for i in range(n):
        total += read(thing)[0] + write(thing, i)
    return total


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except AttributeError as error:
        return str(error)


thing = Thing(1)
print(drive(thing, 5000), read(thing))
view = vars(thing)
view["shared"] = "instance"
print(read(thing), drive(thing, 3))
del view["a"]
print(attempt(read, thing), write(thing, 5), list(view))
thing.__dict__ = {"a": 10, "b": 20}
print(read(thing), list(view), attempt(write, thing, 6), vars(thing))
del thing.__dict__
print(attempt(read, thing), write(thing, 7), vars(thing))
many = Thing(0)
for i in range(40):
    setattr(many, f"x{i}", i)
print(read(many), write(many, 1), len(vars(many)))
del many.b
print(attempt(read, many))
many.b = "again"
print(read(many), list(vars(many))[-1])
other = Thing(3)
del other.a, other.b
other.b, other.a = 1, 2
print(read(other), list(vars(other)), drive(other, 5), list(vars(other)))
other.__dict__[3] = "odd"
print(read(other), drive(other, 4), vars(other))


class Name(str):
    def __eq__(self, than):
        return str(self) == str(than)

    __hash__ = str.__hash__


strange = Thing(4)
strange.__dict__ = {Name("a"): 8, "b": 9}
print(read(strange), write(strange, 11), len(vars(strange)))
