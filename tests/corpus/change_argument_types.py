# compiled: midpoint, clamp
"""The same compiled function called with every mix of argument types."""


def midpoint(a, b, scale):
    return (a + b) / 2 * scale


def clamp(x, low, high):
    return low if x < low else high if x > high else x


values = [0, 1, -3, 0.5, -0.0, 2 ** 40, 2 ** 70, True, False, 1e300]
for turn in range(3):
    lines = []
    for a in values:
        for b in values:
            for scale in (1, 2.0, True):
                lines.append((midpoint(a, b, scale), clamp(a, b, scale), type(clamp(a, scale, b)).__name__))
for start in range(0, len(lines), 30):
    print(lines[start:start + 30])
