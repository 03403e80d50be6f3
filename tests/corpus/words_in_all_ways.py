# compiled: run, pairs, g, added, multiplied, subtracted, shifted_right, shifted_left, divided, reduced, compared, unary, with_any, as_floats, rotated, bitwise, by_power, shifted_by_any, halves, as_index, as_object, mixed, xorshift, hashed, congruential, digits, kept, grown, summed, OddBytes.__getitem__, OddArray.__getitem__, OddArray.__setitem__, stored, Index.__init__, Index.__index__, filled, iterated, exported, operators
"""Ints that are masked to 64 bits, each operator with each of the numbers at which it matters; loops over words; bytes and bytearrays
read, stored, resized, exported, and subclasses of them."""

import zlib


def run(f, *argss):
    out = []
    for a in argss:
        for _ in range(16):
            try:
                r = repr(f(*a))
            except Exception as e:
                r = repr((type(e).__name__, e.args, e.__traceback__.tb_next and e.__traceback__.tb_next.tb_lineno))
            if not out or out[-1] != r:
                out.append(r)
    print(f.__name__, *out, sep='\n   ')


B = [0, 1, -1, 5, 255, 256, 2 ** 31, 2 ** 32 - 1, 2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 63 + 1, 2 ** 64 - 1,
    2 ** 64, -2 ** 63, -2 ** 63 - 1, -2 ** 64, 2 ** 100, -2 ** 100, True]


def pairs(f, bs=B):

    def g():
        o = []
        for a in bs:
            for b in bs:
                try:
                    o.append(f(a, b))
                except Exception as e:
                    o.append((type(e).__name__, str(e)))
        return (zlib.crc32(repr(o).encode()), [type(x).__name__ for x in o if type(x) not in (int, tuple, bool)], o[37], o[-3])
    g.__name__ = f.__name__
    return g


def added(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF) + (b & 0xFFFFFFFFFFFFFFFF) & 0xFFFFFFFFFFFFFFFF


def multiplied(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF) * (b & 0xFFFFFFFFFFFFFFFF) & 0xFFFFFFFFFFFFFFFF


def subtracted(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF) - (b & 0xFFFFFFFFFFFFFFFF) & 0xFFFFFFFFFFFFFFFF


def shifted_right(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF) >> (b & 63) ^ b & 0xFFFFFFFFFFFFFFFF


def shifted_left(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF) << (b & 63) & 0xFFFFFFFFFFFFFFFF


def divided(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF) // (b & 0xFFFFFFFFFFFFFFFF)


def reduced(a, b):
    return ((a & 0xFFFFFFFFFFFFFFFF) % (b & 0xFFFFFFFFFFFFFFFF), (a & 0xFFFFFFFFFFFFFFFF) % 7, (a & 0xFFFFFFFFFFFFFFFF) // 10)


def compared(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF < b & 0xFFFFFFFFFFFFFFFF, a & 0xFFFFFFFFFFFFFFFF == b, a & 0xFFFFFFFFFFFFFFFF >= 2 ** 63, a & 0xFFFFFFFFFFFFFFFF != b & 0xFFFFFFFFFFFFFFFF, a & 0xFFFFFFFFFFFFFFFF > b)


def unary(a, b):
    return (-(a & 0xFFFFFFFFFFFFFFFF), ~(a & 0xFFFFFFFFFFFFFFFF), +(b & 0xFFFFFFFFFFFFFFFF), abs(a & 0xFFFFFFFFFFFFFFFF), not a & 0xFFFFFFFFFFFFFFFF, bool(b & 0xFFFFFFFFFFFFFFFF))


def with_any(a, b):
    return ((a & 0xFFFFFFFFFFFFFFFF) + b, (a & 0xFFFFFFFFFFFFFFFF) - b, b - (a & 0xFFFFFFFFFFFFFFFF), (a & 0xFFFFFFFFFFFFFFFF) * b)


def as_floats(a, b):
    return ((a & 0xFFFFFFFFFFFFFFFF) / (b & 0xFFFFFFFFFFFFFFFF or 3), float(a & 0xFFFFFFFFFFFFFFFF), (a & 0xFFFFFFFFFFFFFFFF) + 0.5, a & 0xFFFFFFFFFFFFFFFF < 0.5, (a & 0xFFFFFFFFFFFFFFFF) ** 2, divmod(a & 0xFFFFFFFFFFFFFFFF, b & 0xFFFFFFFFFFFFFFFF or 1))


def rotated(a, b):
    return (a & 0xFFFFFFFFFFFFFFFF) << 13 & 0xFFFFFFFFFFFFFFFF | (a & 0xFFFFFFFFFFFFFFFF) >> 51


def bitwise(a, b):
    return ((a ^ b) & 0xFFFFFFFFFFFFFFFF, (a | b) & 0xFFFFFFFFFFFFFFFF, a & ~b & 0xFFFFFFFFFFFFFFFF, a + b & 0xFFFFFFFFFFFFFFFF, a - b & 0xFFFFFFFFFFFFFFFF, a * b & 0xFFFFFFFFFFFFFFFF)


def by_power(a, b):
    return ((a + b) % 2 ** 64, (a * b + 1) % 2 ** 32, (a - b) % 2 ** 63, a * b % 2 ** 65, (a << 3) % 2 ** 64)


def shifted_by_any(a, b):
    return ((a & 0xFFFFFFFFFFFFFFFF) >> b, (a & 0xFFFFFFFFFFFFFFFF) << b if b < 200 else 0)


def halves(a, b):
    return ((a & 4294967295) * (b & 4294967295), (a & 4294967295) + (b & 0xFFFFFFFFFFFFFFFF), a & 2 ** 63 | b & 1, (a & 2 ** 63 - 1) + (b & 2 ** 63 - 1))


def as_index(a, b):
    return ([10, 20, 30][a & 1], 'abc'[(a & 0xFFFFFFFFFFFFFFFF) % 3], range(5)[(b & 0xFFFFFFFFFFFFFFFF) % 5], (1, 2)[(a & 0xFFFFFFFFFFFFFFFF) >> 63])


def as_object(a, b):
    return (str(a & 0xFFFFFFFFFFFFFFFF), f'{b & 0xFFFFFFFFFFFFFFFF:x}', hash(a & 0xFFFFFFFFFFFFFFFF), int(a & 0xFFFFFFFFFFFFFFFF), {a & 0xFFFFFFFFFFFFFFFF: 1}.get(b & 0xFFFFFFFFFFFFFFFF), a & 0xFFFFFFFFFFFFFFFF in (b & 0xFFFFFFFFFFFFFFFF, 3), a & 0xFFFFFFFFFFFFFFFF is None)


def mixed(a, b):
    x = a & 0xFFFFFFFFFFFFFFFF
    x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
    x ^= x >> 7
    x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
    y = x * 2685821657736338717 & 0xFFFFFFFFFFFFFFFF
    return (x, y, y >> 33, x if b > 3 else y, max(x, y), min(x, y), x == y, (x, y))


for f in (added, multiplied, subtracted, shifted_right, shifted_left, divided, reduced, compared, unary, with_any, as_floats, rotated, bitwise, by_power, shifted_by_any, halves, as_index, as_object, mixed):
    run(pairs(f), ())


def xorshift(n, s):
    x = s & 0xFFFFFFFFFFFFFFFF
    t = 0
    for i in range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
        t += x >> 40
        if x & 1:
            x = x + 1 & 0xFFFFFFFFFFFFFFFF
    return (x, t, type(x))


run(xorshift, (0, 5), (9, 5), (200, 2 ** 64 - 1), (50, -3), (50, True), (5, 1.5), (5, 'a'))


def hashed(n, h, data):
    for b in data:
        h = (h ^ b) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
        for i in range(n):
            h = h + (h << 6) + (h >> 16) & 0xFFFFFFFFFFFFFFFF
    return h


run(hashed, (0, 1, b'abc'), (3, 2 ** 64 - 1, b'\xff' * 20), (2, 5, [1, 2 ** 70, -1]), (2, 5, 'ab'), (2, 5.5, b'a'))


def congruential(n):
    a = 1
    s = 0
    for i in range(n):
        a = a * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
        s += a
        if a > 2 ** 63:
            s -= a // 2
        if a % 3 == 0:
            s ^= a
    return (a, s)


run(congruential, (3,), (100,))


def digits(n, d):
    a = n & 0xFFFFFFFFFFFFFFFF
    c = 0
    while a:
        c += a % d
        a //= d
        if c > 10 ** 6:
            break
    return (c, a)


run(digits, (5, 10), (2 ** 64 - 1, 10), (-1, 3), (2 ** 63, 2 ** 62), (7, 0), (2 ** 64 - 1, -7), (77, 2.5),
    (2 ** 64 - 1, 2 ** 64 - 1), (2 ** 64 - 1, 2 ** 70))


def kept(n):
    a = 0xFFFFFFFFFFFFFFFF
    out = []
    for i in range(n):
        a = a - 1 & 0xFFFFFFFFFFFFFFFF
        b = a
        out.append(b)
        if i == 6:
            a = 0
    return out


run(kept, (9,))


def grown(n, k):
    a = 0
    for i in range(n):
        a = (a << k | i) & 0xFFFFFFFFFFFFFFFF
        k2 = a >> 60
        if k2:
            a = a ^ k2 << 3
    return a


run(grown, (9, 1), (90, 4), (5, 70), (5, -1), (5, 63), (5, 64))


def summed(b, n):
    t = 0
    for i in range(n):
        t += b[i]
    return t


ba = bytearray(b'hello')
run(summed, (b'abc', 3), (b'abc', 4), (ba, 5), (ba, 6), (b'', 1), ([1, 2], 2), (memoryview(b'abc'), 2), ('ab', 1))


class OddBytes(bytes):

    def __getitem__(self, i):
        return 1000


class OddArray(bytearray):

    def __getitem__(self, i):
        return 1000

    def __setitem__(self, i, v):
        bytearray.__setitem__(self, i, 1)

    def __len__(self):
        return 77


run(summed, (OddBytes(b'abc'), 3), (OddArray(b'abc'), 3))


def stored(b, i, v):
    b[i] = v
    b[i] += 1
    return bytes(b)


class Index:

    def __init__(s, n):
        s.n = n

    def __index__(s):
        return s.n


for v in (5, 0, 255, 254, 256, -1, 2 ** 70, True, 1.5, None, 'a', Index(3), Index(300)):
    run(lambda i, v=v: stored(bytearray(b'abc'), i, v), (0,), (2,), (-1,), (-3,), (3,), (-4,), (2 ** 70,), (True,), (Index(1),), ('a',))
run(lambda: stored(b'abc', 0, 1), ())
run(lambda: stored(OddArray(b'abc'), 0, 9), ())
run(lambda: stored(memoryview(bytearray(b'abc')), 0, 9), ())


def filled(n):
    b = bytearray(n)
    for i in range(n):
        b[i] = i & 255
        b[-i] ^= 3
        b[i // 2] = b[i] >> 1
        b.append(i % 256)
        if i == 7:
            del b[:3]
        if i == 9:
            b.extend(b'xyz')
            b = b[1:]
    return (bytes(b), len(b), b.find(b'x'))


run(filled, (3,), (20,), (300,))


def iterated(b):
    o = []
    for x in b:
        o.append(x)
        if len(o) == 3 and type(b) is bytearray:
            b.pop()
        if len(o) == 2 and type(b) is bytearray:
            b.append(7)
        if len(o) > 9:
            break
    return o


run(iterated, (b'abcde',), (b'',), ([1, 2],))
run(lambda: iterated(bytearray(b'abcdef')), ())


def exported(b):
    m = memoryview(b)
    for i in range(3):
        b[i] = i + 65
    try:
        b.append(1)
    except BufferError as e:
        r = str(e)
    m.release()
    b.append(1)
    return (bytes(b), r)


run(lambda: exported(bytearray(b'abcdef')), ())


def operators(a, b):
    return (a == b, a < b, a + b, a != b, len(a), a[0] == 97, a in b, 97 in a, a[1:], a[::-1], a[-1], bool(a), not b, a[:0], a * 2)


run(operators, (b'ab', b'abc'), (bytearray(b'ab'), b'ab'), (b'', b''), (b'a', 'a'))
