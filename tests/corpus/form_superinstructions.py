# compiled: pairs, moves, unbound_second
"""Sequences that become superinstructions: LOAD_FAST pairs, STORE then LOAD, LOAD_CONST with LOAD_FAST."""


def pairs(a, b, c):
    d = a
    e = b
    f = d + e
    g = f * 2
    h = 3 - g
    d = h
    e = d
    return d, e, f + 1, 2 + g, (a, b), [c, d]


def moves(n):
    a = 0
    b = 1
    for i in range(n):
        c = a
        a = b
        b = c + b
        b = b % 1000
    return a, b


def unbound_second(flag):
    if flag:
        x = 1
    y = flag
    return y, x


for i in range(800):
    result = pairs(i, 2, 3), moves(5), unbound_second(True)
print(result, pairs(0.5, 1, None), moves(2000))
try:
    unbound_second(False)
except UnboundLocalError as error:
    print(error)
try:
    pairs("a", 1, 2)
except TypeError as error:
    print(error)
