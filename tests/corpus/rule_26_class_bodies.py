# compiled: Watching.__missing__, Watching.__setitem__, Meta.__prepare__, Meta.__new__, twice, make, Made, Loop
# hot: make, twice
"""Class bodies and module code look names up in their own mapping (semantics rule 26)."""


class Watching(dict):
    def __missing__(self, name):
        if name.startswith("made_"):
            return name.upper()
        raise KeyError(name)

    def __setitem__(self, name, value):
        order.append(name)
        super().__setitem__(name, value)


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return Watching()

    def __new__(cls, name, bases, names):
        return super().__new__(cls, name, bases, dict(names))


order = []
value = "global"


def twice(n):
    return n * 2


def make(n):
    class Made(metaclass=Meta):
        total = 0
        for i in range(3):
            total += twice(i + n)
        shouted = made_up
        outer = value
        value = "own"
        del i
    return Made.total, Made.shouted, Made.outer, Made.value


total = 0
for turn in range(2000):
    del order[:]
    total += make(turn)[0]
print(total, make(1), order[:12])


class Loop:
    items = []
    for number in range(6000):
        items.append(twice(number))
    count = len(items)
    largest = max(items)


print(Loop.count, Loop.largest, Loop.number)
names = {"__builtins__": __builtins__, "twice": twice}
exec("total = 0\nfor i in range(6000):\n    total += twice(i)\n", names)
print(names["total"], names["i"])
