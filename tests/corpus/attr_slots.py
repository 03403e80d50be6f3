# compiled: Vector.__init__, Vector.plus, walk
"""__slots__: read, written, deleted, unset, inherited."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def length2(self):
        return self.x * self.x + self.y * self.y


class Vector3(Vector):
    __slots__ = ("z",)


def walk(n, dx, dy):
    position = Vector(0, 0)
    step = Vector(dx, dy)
    for _ in range(n):
        position = position.plus(step)
        position.x -= 1
    return position


print(walk(2000, 1, 2).length2(), walk(2000, 1.5, 0.25).length2(), walk(3, 2 ** 62, 1).length2())
v = Vector3(1, 2)
for action in ("v.z", "v.w", "v.z = 5; v.z", "v.w = 1", "del v.z; v.z", "del v.z", "v.__dict__"):
    try:
        for line in action.split("; "):
            exec(line)
        print(action, "fine")
    except AttributeError as error:
        print(action, error)
print(v.plus(Vector(1, 1)).x)
