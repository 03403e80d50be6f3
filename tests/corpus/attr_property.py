# compiled: Celsius.degrees, Celsius.fahrenheit, warm
"""Properties with getter, setter and deleter, cached and raising."""


class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees
        self.reads = 0

    @property
    def degrees(self):
        self.reads += 1
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._degrees = value

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    @property
    def broken(self):
        return self.nowhere


def warm(thing, n):
    total = 0
    for _ in range(n):
        thing.degrees += 1
        total += thing.fahrenheit
    return total


thing = Celsius(0)
print(warm(thing, 1500), thing.reads, thing._degrees)
thing.degrees = 0.5
print(warm(thing, 100))
for action in ("thing.degrees = -300", "thing.broken", "del thing.degrees", "thing.fahrenheit = 1"):
    try:
        exec(action)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
