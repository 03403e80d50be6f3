# compiled: move
"""Instance attributes read and written in loops, of changing types."""


class Particle:
    def __init__(self, x, v):
        self.x = x
        self.v = v
        self.hits = 0


def move(p, steps, dt):
    for _ in range(steps):
        p.x = p.x + p.v * dt
        if p.x > 10 or p.x < 0:
            p.v = -p.v
            p.hits += 1


a, b, c = Particle(0.0, 1.0), Particle(0, 1), Particle(5, 0.25)
for p in (a, b, c):
    for _ in range(5):
        move(p, 400, 1 if p is b else 0.1)
    print(p.x, p.v, p.hits)
b.x = "x"
try:
    move(b, 1, 1)
except TypeError as error:
    print(error, b.x)
del a.v
try:
    move(a, 1, 1)
except AttributeError as error:
    print(error, error.name, error.obj is a)
