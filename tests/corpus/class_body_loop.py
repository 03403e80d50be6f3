# compiled: Order.__setitem__, Table, Table.get
"""Hot loops in class bodies (LOAD_NAME), with __prepare__ and metaclass."""


class Order(dict):
    def __init__(self):
        super().__init__()
        self.writes = 0

    def __setitem__(self, key, value):
        self.writes += 1
        super().__setitem__(key, value)


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return Order()

    def __new__(cls, name, bases, namespace):
        made = super().__new__(cls, name, bases, dict(namespace))
        made.writes = namespace.writes
        return made


class Table(metaclass=Meta):
    total = 0
    for i in range(1500):
        total += i
    squares = [x * x for x in range(10)]

    def get(self, i):
        return self.squares[i]


print(Table.total, Table.writes, Table.i, sum(Table().get(i % 10) for i in range(500)))
