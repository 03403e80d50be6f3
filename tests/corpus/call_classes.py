# compiled: Point.__init__, Same.__new__, Meta.__call__, Bad.__init__, drive
"""Classes called: __init__ with every signature, __new__, builtin types, failing constructors."""


class Plain:
    pass


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y


class Same:
    one = None

    def __new__(cls, *args):
        if cls.one is None:
            cls.one = object.__new__(cls)
        return cls.one


class Meta(type):
    def __call__(cls, n):
        return n * 2


class Made(metaclass=Meta):
    pass


class Bad:
    def __init__(self):
        return 5


def drive(n):
    total = 0
    for i in range(n):
        p = Point(i)
        q = Point(p.x, y=0.5)
        total += p.x + q.y + Made(i) + (Same(i) is Same()) + int(q.y) + float(i) + len(list((1, i)))
        total += isinstance(Plain(), Plain) + len(dict(a=i)) + len(set("aab")) + complex(i, 1).imag
    return total


print(drive(1500))
for text in ("Plain(1)", "Point()", "Point(1, 2, 3)", "Point(z=1)", "Bad()", "Made()", "Made(1, 2)", "int('z')"):
    for _ in range(20):
        try:
            result = eval(text)
        except (TypeError, ValueError) as error:
            result = error
    print(text, result)
