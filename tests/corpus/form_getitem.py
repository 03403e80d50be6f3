# compiled: Base.__getitem__, total, failing
"""BINARY_SUBSCR_GETITEM: a Python __getitem__ that is replaced, deleted and inherited."""


class Base:
    def __getitem__(self, i):
        return i * 2


class Child(Base):
    pass


def total(thing, n):
    result = 0
    for i in range(n):
        result += thing[i]
    return result


thing = Child()
print(total(thing, 1500))
Base.__getitem__ = lambda self, i: 0.5
print(total(thing, 1500))
Child.__getitem__ = lambda self, i, j=3: i + j
print(total(thing, 1500))
del Child.__getitem__
Base.__getitem__ = [7, 8, 9].__getitem__ if 0 else staticmethod(lambda i: i + 1)
print(total(thing, 1500))
Base.__getitem__ = {0: 1}.get
try:
    print(total(thing, 2))
except TypeError as error:
    print(error)
del Base.__getitem__
try:
    total(thing, 1)
except TypeError as error:
    print(error)


def failing(self, i):
    if i == 900:
        raise LookupError(i)
    return 1


Base.__getitem__ = failing
try:
    total(thing, 1000)
except LookupError as error:
    print(error, error.__traceback__.tb_next.tb_next.tb_frame.f_code.co_name)
