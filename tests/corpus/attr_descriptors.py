# compiled: Data.__get__, Data.__set__, NonData.__get__, read, write
# hot: read, write
"""Data and non-data descriptors against the instance dict (semantics rule 32)."""


class Data:
    def __get__(self, instance, owner):
        return "data", instance is None

    def __set__(self, instance, value):
        instance.__dict__["log"] = value


class NonData:
    def __get__(self, instance, owner):
        return "non-data", owner.__name__


class Thing:
    data = Data()
    plain = NonData()


def read(thing):
    return thing.data, thing.plain


def write(thing, value):
    thing.data = value
    return thing.log


thing = Thing()
for i in range(1500):
    result = read(thing)
    log = write(thing, i)
print(result, log)
thing.__dict__["data"] = "own data"
thing.__dict__["plain"] = "own plain"
print(read(thing), read(Thing), write(thing, 5))
Data.__get__ = lambda self, instance, owner: "changed"
print(read(thing))
del Data.__set__
print(read(thing))
Thing.plain = Data()
print(read(thing))
NonData.__set__ = Data.__get__
print(read(Thing()))
