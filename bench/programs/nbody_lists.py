"""The solar system as lists [x, y, z, vx, vy, vz, mass]: float loads and stores in list slots."""

import math

N = 90000
EXPECTED = (-0.16907516382854323, -0.16904842403574744)
SHORT = (3000, (-0.16907516382854323, -0.1690425580729168))

DAYS = 365.24
SOLAR_MASS = 4 * math.pi * math.pi


def make_bodies():
    sun = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR_MASS]
    jupiter = [
        4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
        1.66007664274403694e-03 * DAYS, 7.69901118419740425e-03 * DAYS,
        -6.90460016972063023e-05 * DAYS, 9.54791938424326609e-04 * SOLAR_MASS]
    saturn = [
        8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
        -2.76742510726411899e-03 * DAYS, 4.99852801234917238e-03 * DAYS,
        2.30417297573763929e-05 * DAYS, 2.85885980666130812e-04 * SOLAR_MASS]
    uranus = [
        1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
        2.96460137564761618e-03 * DAYS, 2.37847173959480950e-03 * DAYS,
        -2.96589568540237556e-05 * DAYS, 4.36624404335156298e-05 * SOLAR_MASS]
    neptune = [
        1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
        2.68067772490389322e-03 * DAYS, 1.62824170038242295e-03 * DAYS,
        -9.51592254519715870e-05 * DAYS, 5.15138902046611451e-05 * SOLAR_MASS]
    return [sun, jupiter, saturn, uranus, neptune]


def offset_momentum(bodies):
    px = py = pz = 0.0
    for body in bodies:
        px += body[3] * body[6]
        py += body[4] * body[6]
        pz += body[5] * body[6]
    sun = bodies[0]
    sun[3] = -px / SOLAR_MASS
    sun[4] = -py / SOLAR_MASS
    sun[5] = -pz / SOLAR_MASS


def advance(bodies, steps, dt):
    count = len(bodies)
    for _ in range(steps):
        for i in range(count):
            a = bodies[i]
            for j in range(i + 1, count):
                b = bodies[j]
                dx = a[0] - b[0]
                dy = a[1] - b[1]
                dz = a[2] - b[2]
                square = dx * dx + dy * dy + dz * dz
                magnitude = dt / (square * math.sqrt(square))
                am = a[6] * magnitude
                bm = b[6] * magnitude
                a[3] -= dx * bm
                a[4] -= dy * bm
                a[5] -= dz * bm
                b[3] += dx * am
                b[4] += dy * am
                b[5] += dz * am
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a[6] * (a[3] * a[3] + a[4] * a[4] + a[5] * a[5])
        for b in bodies[i + 1:]:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            total -= a[6] * b[6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def run(n):
    bodies = make_bodies()
    offset_momentum(bodies)
    before = energy(bodies)
    advance(bodies, n, 0.01)
    return before, energy(bodies)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
