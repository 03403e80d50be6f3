# compiled: many
"""More locals than registers, all alive across a loop, of mixed types."""


def many(n):
    a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8
    i, j, k, l, m = 1.5, 2.5, 3.5, 4.5, 5.5
    o, p, q, r, s, t = "o", "p", None, True, (1,), [2]
    for x in range(n):
        a, b, c, d = b, c, d, a + x
        e, f, g, h = h, e, f, g - x
        i, j, k, l, m = m, i, j, k * 1.0, l + 0.5
        if x % 500 == 499:
            o, p = p, o + "+"
            t.append(x)
        r = not r
    return a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t


print(many(0))
print(many(7))
print(many(3000))
