# compiled: Handle.__init__, Handle.__del__, make, try_make
"""A keyword default is gone: the instance whose __init__ wants it is made, and dies, once."""

deaths = []


class Handle:
    def __init__(self, n, *, kind="plain"):
        self.n = n
        self.kind = kind

    def __del__(self):
        deaths.append(len(vars(self)))


def make(n):
    total = 0
    for i in range(n):
        handle = Handle(i)
        total += handle.n
    return total


def try_make(n):
    try:
        return make(n)
    except TypeError as error:
        return str(error)


for turn in range(1600):
    total = try_make(4)
print(total, len(deaths), set(deaths))

for turn in range(3):
    deaths.clear()
    kind = Handle.__init__.__kwdefaults__.pop("kind")
    print(try_make(3), deaths)
    deaths.clear()
    Handle.__init__.__kwdefaults__["kind"] = kind * 2
    print(try_make(3), deaths)
