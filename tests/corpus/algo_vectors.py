# compiled: Vector.__init__, Vector.__sub__, Vector.__mul__, Vector.dot, Vector.unit, hit, render
"""A vector class with operators, as in a ray tracer."""

import math


class Vector:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def __eq__(self, other):
        return (self.x, self.y, self.z) == (other.x, other.y, other.z)

    def __getitem__(self, i):
        return (self.x, self.y, self.z)[i]

    def __iter__(self):
        return iter((self.x, self.y, self.z))

    def __bool__(self):
        return self.x != 0 or self.y != 0 or self.z != 0

    def __len__(self):
        return 3

    def __repr__(self):
        return f"Vector({self.x:.6g}, {self.y:.6g}, {self.z:.6g})"

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))


def hit(origin, direction, center, radius):
    offset = origin - center
    b = offset.dot(direction)
    c = offset.dot(offset) - radius * radius
    root = b * b - c
    if root < 0:
        return None
    return -b - math.sqrt(root)


def render(size):
    center = Vector(0, 0, 5)
    light = Vector(1, 1, -1).unit()
    rows = []
    for y in range(size):
        row = ""
        for x in range(size):
            direction = Vector((x - size / 2) / size, (y - size / 2) / size, 1.0).unit()
            distance = hit(Vector(0, 0, 0), direction, center, 2)
            if distance is None:
                row += " "
            else:
                normal = (direction * distance - center).unit()
                shade = normal.dot(light)
                row += ".:+#"[min(3, int(max(0.0, shade) * 4))]
        rows.append(row)
    return rows


print("\n".join(row.rstrip() for row in render(22)))
v = Vector(1, 2, 3)
print(v + v, 2 * v, v * 0.5, -v, v == Vector(1, 2, 3.0), v[0], v[-1], list(v), bool(Vector(0, 0, 0)), len(v), sum(v))
try:
    v + 1
except AttributeError as error:
    print(error)
