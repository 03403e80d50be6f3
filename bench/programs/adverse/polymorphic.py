"""Sites that see four classes in turn: attributes at different places, methods of each class, operators on ints and
floats."""

N = 400000
EXPECTED = (50400000, 59999900000.0, 79999800000, 40000, 10000)
SHORT = (15000, (1890000, 84371250.0, 112492500, 1500, 375))


class Circle:
    def __init__(self, size):
        self.size = size

    def area(self):
        return 3 * self.size * self.size


class Square:
    def __init__(self, size):
        self.name = "square"
        self.size = size

    def area(self):
        return self.size * self.size


class Rectangle:
    __slots__ = ("height", "size")

    def __init__(self, size):
        self.size = size
        self.height = 2

    def area(self):
        return self.size * self.height


class Point:
    size = 0

    def area(self):
        return 0


def total_of(shapes):
    total = 0
    for shape in shapes:
        total += shape.area() + shape.size
    return total


def add_all(values, start):
    for value in values:
        start = start + value
    return start


def run(n):
    shapes = []
    for i in range(n):
        kind = (Circle, Square, Rectangle)[i % 4] if i % 4 < 3 else None
        shapes.append(Point() if kind is None else kind(i % 10))
    total = 0
    for _ in range(4):
        total += total_of(shapes)
    numbers = [i if i % 2 else i * 0.5 for i in range(n)]
    texts = add_all([chr(97 + i % 26) for i in range(n // 10)], "")
    joined = add_all([(i,) for i in range(n // 40)], ())
    return total, add_all(numbers, 0), add_all(range(n), 0), len(texts), len(joined)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
