"""A ray tracer with a vector class: small immutable objects, operators, a few spheres over a plane."""

from math import sqrt

N = 180
EXPECTED = 89841
SHORT = (71, 13874)


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction

    def at(self, distance):
        return self.origin + self.direction * distance


class Sphere:
    def __init__(self, centre, radius, shade):
        self.centre = centre
        self.radius = radius
        self.shade = shade

    def meets(self, ray):
        """The distance at which the ray meets the sphere; negative: it does not."""
        to_centre = self.centre - ray.origin
        along = to_centre.dot(ray.direction)
        inside = self.radius * self.radius - (to_centre.dot(to_centre) - along * along)
        if inside < 0.0:
            return -1.0
        return along - sqrt(inside)

    def normal(self, point):
        return (point - self.centre).unit()


def nearest(spheres, ray):
    best = None
    distance = 1e9
    for sphere in spheres:
        d = sphere.meets(ray)
        if 1e-6 < d < distance:
            distance = d
            best = sphere
    return best, distance


def brightness(spheres, light, ray, depth):
    sphere, distance = nearest(spheres, ray)
    if sphere is None:
        return 0.1 + 0.1 * ray.direction.y
    point = ray.at(distance)
    normal = sphere.normal(point)
    to_light = (light - point).unit()
    shadow, _ = nearest(spheres, Ray(point, to_light))
    shade = 0.1
    if shadow is None:
        shade += max(0.0, normal.dot(to_light)) * sphere.shade
    if depth > 0:
        mirrored = ray.direction - normal * (2.0 * normal.dot(ray.direction))
        shade += 0.3 * brightness(spheres, light, Ray(point, mirrored), depth - 1)
    return shade


def run(n):
    spheres = [
        Sphere(Vector(0.0, 0.0, 6.0), 1.5, 0.7),
        Sphere(Vector(-2.0, 1.0, 5.0), 0.8, 0.5),
        Sphere(Vector(1.6, -0.8, 4.0), 0.5, 0.9),
        Sphere(Vector(0.0, -1001.5, 6.0), 1000.0, 0.4),
    ]
    light = Vector(5.0, 8.0, -3.0)
    eye = Vector(0.0, 0.0, -1.0)
    total = 0
    for row in range(n):
        for column in range(n):
            towards = Vector(column / n - 0.5, 0.5 - row / n, 1.0).unit()
            shade = brightness(spheres, light, Ray(eye, towards), 2)
            total += int(shade * 10)
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
