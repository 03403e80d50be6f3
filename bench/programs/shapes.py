"""A scene of shapes of four classes: method calls and attributes whose receivers differ."""

import math

N = 1440000
EXPECTED = (1251661.467053, 150966)
SHORT = (160000, (139105.73503, 16792))


class Shape:
    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.hits = 0

    def move(self, dx, dy):
        self.x += dx
        self.y += dy


class Circle(Shape):
    def __init__(self, x, y, radius):
        super().__init__(x, y)
        self.radius = radius

    def area(self):
        return math.pi * self.radius * self.radius

    def contains(self, px, py):
        dx = px - self.x
        dy = py - self.y
        return dx * dx + dy * dy <= self.radius * self.radius


class Box(Shape):
    def __init__(self, x, y, width, height):
        super().__init__(x, y)
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height

    def contains(self, px, py):
        return self.x <= px <= self.x + self.width and self.y <= py <= self.y + self.height


class Ring(Circle):
    def __init__(self, x, y, radius, inner):
        super().__init__(x, y, radius)
        self.inner = inner

    def area(self):
        return math.pi * (self.radius * self.radius - self.inner * self.inner)


class Dot(Shape):
    @property
    def radius(self):
        return 0.0

    def area(self):
        return 0.0

    def contains(self, px, py):
        return px == self.x and py == self.y


def scene():
    shapes = []
    for i in range(6):
        shapes.append(Circle(i * 1.0, i * 0.5, 1.0 + i * 0.25))
        shapes.append(Box(i * 0.5, i * 1.0, 2.0, 1.0 + i * 0.5))
        shapes.append(Ring(3.0 - i, i * 0.75, 2.0, 1.0))
        shapes.append(Dot(i * 1.0, i * 1.0))
    return shapes


def step(shapes, px, py):
    area = 0.0
    for shape in shapes:
        if shape.contains(px, py):
            shape.hits += 1
            area += shape.area()
        shape.move(0.125, -0.0625)
    return area


def run(n):
    shapes = scene()
    total = 0.0
    for i in range(n // 24):
        total += step(shapes, i % 64 * 0.125, i % 32 * 0.0625)
        if i % 64 == 63:
            for shape in shapes:
                shape.x -= 8.0
                shape.y += 4.0
    return round(total, 6), sum(shape.hits for shape in shapes)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
