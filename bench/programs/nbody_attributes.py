"""The solar system as instances: float loads and stores in attributes."""

import math

N = 90000
EXPECTED = (-0.16907516382854323, -0.1690484240357475)
SHORT = (3000, (-0.16907516382854323, -0.16904255807291674))

DAYS = 365.24
SOLAR_MASS = 4 * math.pi * math.pi


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx * DAYS
        self.vy = vy * DAYS
        self.vz = vz * DAYS
        self.mass = mass * SOLAR_MASS

    def move(self, dt):
        self.x += dt * self.vx
        self.y += dt * self.vy
        self.z += dt * self.vz

    def kinetic_energy(self):
        return 0.5 * self.mass * (self.vx * self.vx + self.vy * self.vy + self.vz * self.vz)


def make_bodies():
    return [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
             1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05,
             9.54791938424326609e-04),
        Body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
             -2.76742510726411899e-03, 4.99852801234917238e-03, 2.30417297573763929e-05,
             2.85885980666130812e-04),
        Body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
             2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05,
             4.36624404335156298e-05),
        Body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
             2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05,
             5.15138902046611451e-05),
    ]


class System:
    def __init__(self, bodies):
        self.bodies = bodies
        self.pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
        sun = bodies[0]
        sun.vx = -sum(b.vx * b.mass for b in bodies) / sun.mass
        sun.vy = -sum(b.vy * b.mass for b in bodies) / sun.mass
        sun.vz = -sum(b.vz * b.mass for b in bodies) / sun.mass

    def advance(self, dt):
        for a, b in self.pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            magnitude = dt / (square * math.sqrt(square))
            bm = b.mass * magnitude
            a.vx -= dx * bm
            a.vy -= dy * bm
            a.vz -= dz * bm
            am = a.mass * magnitude
            b.vx += dx * am
            b.vy += dy * am
            b.vz += dz * am
        for body in self.bodies:
            body.move(dt)

    def energy(self):
        total = sum(body.kinetic_energy() for body in self.bodies)
        for a, b in self.pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            total -= a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
        return total


def run(n):
    system = System(make_bodies())
    before = system.energy()
    for _ in range(n):
        system.advance(0.01)
    return before, system.energy()


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
