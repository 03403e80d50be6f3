# compiled: Gauge.scale, Gauge.lower, run, scale_held
"""A float attribute is read and written again after somebody has asked for the instance's dict, which has its values from then on."""
import copy


class Gauge:
    def __init__(self, level):
        self.level = level

    def scale(self, factor):
        self.level = self.level * factor

    def lower(self):
        self.level -= 0.25


def run(gauge, n):
    for i in range(n):
        gauge.scale(1.5 if i % 2 else 0.625)
        gauge.lower()
    return gauge.level


def scale_held(n):
    held.level *= n
    return held.level


held = Gauge(3.5)
print(run(Gauge(8.0), 3000), [scale_held(1.0) for i in range(3000)][-1])

# read, and then written
for shown in Gauge(8.0), held:
    print(vars(shown), run(shown, 5), vars(shown))
print(scale_held(2.0), vars(held))
copied = copy.copy(held)
copied.__class__ = Gauge
print(run(copied, 5), vars(copied), scale_held(0.5), vars(held))
