# compiled: Base.area, Shape.area, total
"""Methods replaced on the class and on the instance while a loop calls them."""


class Base:
    def area(self):
        return 1


class Shape(Base):
    def area(self):
        return 2


def total(shapes):
    result = 0
    for shape in shapes:
        result += shape.area()
    return result


shapes = [Shape() for _ in range(1000)]
print(total(shapes))
Shape.area = lambda self: 3
print(total(shapes))
shapes[500].area = lambda: 1000
print(total(shapes))
del Shape.area
print(total(shapes))
Base.area = lambda self: 0.5
print(total(shapes))
Shape.area = staticmethod(lambda: 7)
print(total(shapes))
Shape.area = classmethod(lambda cls: len(cls.__name__))
print(total(shapes))
Shape.__bases__ = (type("Other", (), {"area": lambda self: 9}),)
del Shape.area
print(total(shapes))
Shape.area = 5
try:
    total(shapes)
except TypeError as error:
    print(error)
