# compiled: read, write
"""__dict__ replaced, deleted, made visible, given odd keys, while attributes are read (rule 31)."""


class Thing:
    c = "class"

    def __init__(self):
        self.a = 1
        self.b = 2


def read(thing):
    return thing.a, thing.b, thing.c


def write(thing, value):
    thing.a = value
    thing.d = value


thing = Thing()
for i in range(1000):
    result = read(thing)
    write(thing, i)
print(result, read(thing))
view = thing.__dict__
view["c"] = "instance"
print(read(thing))
thing.__dict__ = {"b": 5, "a": 6}
print(read(thing), view)
write(thing, 0.5)
print(read(thing), sorted(thing.__dict__))
thing.__dict__[1] = "odd key"
print(read(thing), len(thing.__dict__))
del thing.__dict__
for f in (lambda: read(thing), lambda: write(thing, "new"), lambda: read(thing)):
    try:
        print(f())
    except AttributeError as error:
        print(error)
for i in range(50):
    setattr(thing, f"x{i}", i)
write(thing, 7)
thing.b = 8
print(read(thing), len(vars(thing)))
