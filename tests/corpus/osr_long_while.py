# compiled: once
"""A while loop at module level and one in a function called once, both with all kinds of types."""

i = 0
total = 0
text = ""
while i < 4000:
    total = total + i * 2 - 1
    if i % 1000 == 0:
        text = text + str(i) + ";"
        total = total + 0.5 if i == 2000 else total
    i = i + 1
print(i, total, text)


def once():
    x = 1
    steps = 0
    kinds = []
    while x < 10 ** 25:
        x = x * 3 + 1
        steps += 1
    kinds.append((steps, x))
    x = 1.0
    while x < 1e300:
        x *= 1.01
        steps += 1
    kinds.append((steps, x))
    x = "a"
    while len(x) < 2000:
        x += "b"
        steps += 1
    kinds.append((steps, x[-3:]))
    return kinds


print(once())
