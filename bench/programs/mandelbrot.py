"""Points of the Mandelbrot set, in plain floats: one deep loop without objects."""

N = 400
EXPECTED = (41295, 4856315)
SHORT = (80, (1687, 196939))
LIMIT = 100


def escape_time(cr, ci):
    zr = zi = 0.0
    for step in range(LIMIT):
        rr = zr * zr
        ii = zi * zi
        if rr + ii > 4.0:
            return step
        zi = 2.0 * zr * zi + ci
        zr = rr - ii + cr
    return LIMIT


def run(n):
    inside = 0
    total = 0
    for row in range(n):
        ci = 2.0 * row / n - 1.0
        for column in range(n):
            steps = escape_time(3.0 * column / n - 2.0, ci)
            total += steps
            if steps == LIMIT:
                inside += 1
    return inside, total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
