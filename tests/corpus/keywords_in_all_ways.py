# compiled: show, f0, f1, f2, f3, K.__init__, K.m, K.c, K.s, K.__call__, t, hot, bad, use, subkey, N.__init__, N.__del__, dies, dies2, locs, callloc, gen, co, drive, gg, deep
"""Keywords, defaults and stars in all ways, while defaults, code and classes change; calls that fail; objects that die."""

import sys


def show(name, fn, *a, **k):
    try:
        print(name, fn(*a, **k))
    except BaseException as e:
        tb = e.__traceback__
        lines = []
        while tb:
            lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        print(name, type(e).__name__, e, lines[1:])


def f0(a, b=2, c=3, *, d=4, e=5):
    return (a, b, c, d, e)


def f1(a, /, b, *r, k=1, **kw):
    return (a, b, r, k, list(kw.items()))


def f2(*a, **k):
    return (a, list(k.items()))


def f3(a=[], *, b={}):
    a.append(1)
    b[len(a)] = 1
    return (len(a), len(b))


class K:

    def __init__(self, x, y=2, *, z=3):
        self.x, self.y, self.z = (x, y, z)

    def m(self, p, q=5, *r, s=6, **t):
        return (self.x, p, q, r, s, sorted(t))

    @classmethod
    def c(cls, p, q=1):
        return (cls.__name__, p, q)

    @staticmethod
    def s(p, *, q=2):
        return (p, q)

    def __call__(self, a, b=1, **k):
        return (a, b, self.z, sorted(k))


order = []


def t(x):
    order.append(x)
    return x


def hot(i):
    k = K(i, z=9)
    return (f0(i), f0(i, 1), f0(a=i), f0(c=1, a=i), f0(i, e=1, d=2), f0(*(i, 1)), f0(*[i], **{'e': 1}), f1(i, 2), f1(i, 2, 3, 4, k=5, z=6, y=7), f1(i, b=3, q=1), f2(), f2(1, x=i), f2(*range(3), **{'x': 1}, y=2), K(1).y, K(x=i, y=1, z=2).z, K(i, 3).y, k.m(1), k.m(1, 2, 3, s=4, u=5), k.m(p=i), k.c(1, q=i), K.c(q=2, p=1), k.s(1), k.s(p=1, q=3), k(i), k(a=1, b=2, c=3), K.m(k, 1, s=2))


def bad(i):
    if i == 1:
        return f0()
    if i == 2:
        return f0(1, 2, 3, 4)
    if i == 3:
        return f0(1, a=2)
    if i == 4:
        return f0(1, zz=2)
    if i == 5:
        return f1(a=1, b=2)
    if i == 6:
        return f1(1)
    if i == 7:
        return K()
    if i == 8:
        return K(1, 2, 3)
    if i == 9:
        return K(1, w=2)
    if i == 10:
        return K(1).m()
    if i == 11:
        return K.s(1, 2)
    if i == 12:
        return f0(**{'a': 1, 5: 2})
    if i == 13:
        return f0(*5)
    if i == 14:
        return f0(**5)
    if i == 15:
        return f0(1, **{'a': 2})
    if i == 16:
        return f2(x=1, **{'x': 2})
    if i == 17:
        return f0(t(1), d=t(2), c=t(3), b=1 // 0, e=t(5))
    if i == 18:
        return f0(d=1, e=2, b=3)
    if i == 19:
        return f1(1, 2, b=3)
    return i


for r in range(60):
    a = hot(r)
    bad(0)
    bad(100)
    f3()
print(a, f3(), f3(a=[]), f3(b={}))
for i in range(20):
    show('bad', bad, i)
for rep in range(12):
    for i in range(20):
        try:
            bad(i)
        except Exception:
            pass
for i in range(20):
    show('bad', bad, i)
print(order[-6:])


def use(n, at, how):
    out = []
    for i in range(n):
        if i == at:
            how()
        try:
            out.append((f0(i, c=1), f0(i, e=2), K(i).m(1, s=2), K(i, z=1).z))
        except Exception as e:
            out.append(str(e))
    return out[at - 1:at + 2]


for r in range(8):
    use(12, 20, lambda: None)


def h0():
    f0.__defaults__ = (20, 30)


def h1():
    f0.__kwdefaults__ = {'d': 40, 'e': 50}


def h2():
    f0.__kwdefaults__['d'] = 41


def h3():
    del f0.__kwdefaults__['e']


def h4():
    f0.__kwdefaults__ = None


def h5():
    f0.__defaults__ = None


def h6():
    f0.__code__ = (lambda a, b=1, c=2, *, d=3, e=4: (e, d, c, b, a)).__code__


def h7():
    f0.__defaults__ = (7, 8)
    f0.__kwdefaults__ = {'d': 1, 'e': 2}


def h8():
    K.m = lambda self, *a, **k: (a, k)


def h9():
    K.__init__ = lambda self, x, **k: setattr(self, 'z', sorted(k))


def h10():
    K.__init__.__kwdefaults__ = {'z': 77}


def h11():
    K.__new__ = lambda cls, *a, **k: object.__new__(cls)


def h12():
    K.m.__kwdefaults__ = {'s': 66}


for h in (h12, h10, h0, h1, h2, h3, h7, h4, h5, h6, h7, h8, h11, h9):
    show(h.__name__, use, 12, 8, h)


class S(str):
    pass


def subkey(n):
    for i in range(n):
        r = f2(**{S('a'): i})
    return (r, type(list(r[1])[0][0]).__name__)


for r in range(5):
    show('subkey', subkey, 20)


class N:

    def __init__(self, n):
        self.n = n

    def __del__(self):
        order.append(('del', self.n))


def dies(n):
    return f0(N(n), d=N(n + 1), b=N(n + 2))[1].n


for r in range(40):
    x = dies(r)
print(order[-6:])


def dies2(n):
    return f1(N(n), N(n + 1), k=N(n + 2), zz=1 // 0)


order.clear()
for r in range(20):
    try:
        dies2(r)
    except ZeroDivisionError:
        pass
print(order[-6:])


def locs(a, b=1, *r, k=2, **kw):
    x = a
    return sorted(((n, str(v)) for n, v in sys._getframe().f_locals.items()))


def callloc(i):
    return (locs(i, k=3, z=4), locs(i), locs(i, 2, 3))


for r in range(40):
    a = callloc(r)
print(a)


def gen(a, b=2, *, c=3):
    yield from (a, b, c)


async def co(a, *, b=1):
    return (a, b)


def drive(c):
    try:
        c.send(None)
    except StopIteration as s:
        return s.value


def gg(i):
    return (list(gen(i, c=1)), list(gen(a=i)), list(gen(i, 5)), drive(co(i, b=2)), drive(co(i)))


for r in range(40):
    a = gg(r)
print(a)


def deep(n, *, acc=0, **kw):
    return acc if n == 0 else deep(n - 1, acc=acc + n, **kw)


for r in range(20):
    a = deep(20, q=1)
print(a)
o = object()
b4 = sys.getrefcount(o)
for r in range(100):
    f0(o, d=o)
    f1(o, b=o, k=o, z=o)
    f2(*[o] * 3, **{'a': o})
    K(o, z=o).m(o, s=o, u=o)
print(sys.getrefcount(o) - b4)
