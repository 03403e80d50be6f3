# compiled: escape
"""complex through arithmetic that was specialised for floats."""


def escape(c, limit):
    z = 0
    for i in range(limit):
        z = z * z + c
        if abs(z) > 2:
            return i
    return limit


def poly(x):
    return ((2 * x - 3) * x + 4) * x - 5


total = 0
for y in range(-8, 9):
    row = ""
    for x in range(-16, 8):
        n = escape(complex(x / 8, y / 8), 30)
        total += n
        row += " .:*#"[min(4, n // 6)]
    print(row.rstrip())
print(total, poly(2), poly(0.5), poly(1j), poly(2 - 1j), escape(0.25, 100), escape(1, 10))
try:
    1j < 2
except TypeError as error:
    print(error)
try:
    poly(1j) // 2
except TypeError as error:
    print(error)
