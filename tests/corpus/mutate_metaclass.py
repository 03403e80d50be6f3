# compiled: Meta.size, Meta.__getattr__, Meta.__instancecheck__, read, check
"""Attributes of classes through metaclasses: properties, __getattr__, instance checks."""


class Meta(type):
    count = 0

    @property
    def size(cls):
        Meta.count += 1
        return len(cls.__name__)

    def __getattr__(cls, name):
        return name * 2

    def __instancecheck__(cls, thing):
        return thing == 5 or type.__instancecheck__(cls, thing)


class Thing(metaclass=Meta):
    own = 3


def read(cls):
    return cls.size + cls.own + len(cls.other)


def check(values):
    count = 0
    for value in values:
        if isinstance(value, Thing):
            count += 1
    return count


for i in range(1000):
    result = read(Thing)
print(result, Meta.count, check([5, 6, Thing(), None] * 300))
Thing.other = "four"
print(read(Thing))
Meta.own = property(lambda cls: 1000)
print(read(Thing))
del Meta.own
del Thing.own
try:
    print(read(Thing))
except TypeError as error:
    print(error)
del Meta.__instancecheck__
print(check([5, 6, Thing(), None] * 300))
del Meta.size
try:
    read(Thing)
except TypeError as error:
    print(error)
