# compiled: Thing.__init__, Thing.__del__, Thing.__add__, locals_die, sums, call
"""The order in which locals, stack values and container items die at return and on errors."""

log = []


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)

    def __add__(self, other):
        log.append(f"{self.name}+{other.name}")
        if other.name == "bad":
            raise ValueError("bad")
        return Thing(f"({self.name}{other.name})")


def locals_die(x, y):
    a = Thing("a")
    b = Thing("b")
    c = [Thing("c0"), Thing("c1")]
    return None


def sums(names):
    total = Thing(names[0])
    for name in names[1:]:
        total = total + Thing(name)
    log.append("done")
    return total.name


def call(f, x, y):
    return f(x, y)


for turn in range(60):
    del log[:]
    locals_die(Thing("x"), Thing("y"))
    log.append("--")
    sums("pqrs")
    log.append("--")
    try:
        sums(["m", "bad"])
    except ValueError:
        log.append("caught")
    call(locals_die, Thing("1"), Thing("2"))
print(" ".join(log))
