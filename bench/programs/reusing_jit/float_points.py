"""Points in space as instances with slots: made from sines, brought to length one, and their largest coordinates
found."""

from math import cos, sin, sqrt

N = 150000
EXPECTED = (894427189, 1000000000, 447213595)
SHORT = (10000, (894387034, 1000000000, 447190649))


class Point:
    __slots__ = ("x", "y", "z")

    def __init__(self, i):
        self.x = x = sin(i)
        self.y = cos(i) * 3
        self.z = (x * x) / 2

    def normalise(self):
        x = self.x
        y = self.y
        z = self.z
        norm = sqrt(x * x + y * y + z * z)
        self.x /= norm
        self.y /= norm
        self.z /= norm

    def maximise(self, other):
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


def largest(points):
    found = points[0]
    for point in points[1:]:
        found = found.maximise(point)
    return found


def run(n):
    points = [Point(float(i)) for i in range(n)]
    for point in points:
        point.normalise()
    found = largest(points)
    return tuple(round(value * 1e9) for value in (found.x, found.y, found.z))


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
