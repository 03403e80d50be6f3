# compiled: run, A.__init__, A.add, A.cm, A.sm, A.__call__, A.__repr__, B.add, C.add, called, rebound, moved, tabled, H.__init__, H.one, H.two, H.go, handled, shadowed, takes_all, starred, two, spread, w, wrapped, too_few, Grid.__init__, Grid.__getitem__, Grid.__setitem__, Grid.__delitem__, Grid.__contains__, Mangled.__init__, Mangled.__idx, Mangled.__getitem__, Mangled.__setitem__, gridded, odd_subscript, patched, mended, counted, too_many, of_lists, got_again
"""Bound methods, functions and instances called from variables, attributes and tables, stars handed on, tuples as subscripts: what is
called changes under the loop, has the wrong arguments, or is something else."""

import sys
LOG = []


def run(f, *argss):
    out = []
    for a in argss:
        for _ in range(16):
            LOG.clear()
            try:
                r = repr((f(*a), LOG))
            except Exception as e:
                r = repr((type(e).__name__, e.args, e.__traceback__.tb_next and e.__traceback__.tb_next.tb_lineno, LOG))
            if not out or out[-1] != r:
                out.append(r)
    print(f.__name__, *out, sep='\n   ')


class A:
    k = 3

    def __init__(self, n):
        self.n = n

    def add(self, x, y=1):
        return self.n + x * y

    def bump(self):
        self.n += 1
        return self.n

    @classmethod
    def cm(cls, x):
        return cls.k + x

    @staticmethod
    def sm(x):
        return x + 10

    def __call__(self, x):
        return self.n * x

    def __repr__(self):
        return f'A{self.n}'


class B(A):
    k = 4

    def add(self, x, y=2):
        return super().add(x, y) * 2


class C(A):
    __slots__ = ('h',)

    def add(self, *a, **k):
        return len(a) + len(k)


def called(f, n):
    t = 0
    for i in range(n):
        t += f(i)
    return t


run(called, (A(2).add, 5), (B(2).add, 5), (A.sm, 5), (A.cm, 4), (B.cm, 4), (A(3), 5), (C(1).add, 3),
    ([].count, 3), (abs, 4), (lambda x: x, 4), (int, 3), (A(2).bump, 2), (print, 0), ({1: 2}.get, 1), (5, 2),
    (None, 0))


def rebound(a, n):
    t = 0
    m = a.add
    for i in range(n):
        t += m(i)
        if i == 4:
            a.n = 100
        if i == 6:
            a = A(7)
            m = a.add
        if i == 8:
            m = a.cm
    return (t, m.__self__)


def moved(c, n):
    return rebound(c(1), n)


run(moved, (A, 4), (B, 6), (A, 20), (C, 9))


def tabled(ops, n):
    t = 0
    for i in range(n):
        t += ops[i % len(ops)](i)
    return t


run(tabled, ((A(1).add, B(1).add), 6), ((A(1).add, abs, A.sm, A(2)), 9),
    ([lambda x: x, lambda x: -x, lambda x: x * 2, lambda x: 7, lambda x: 8, A.cm], 12), ((A(1).add, 5), 4),
    ((A(1).bump,), 2))


class H:

    def __init__(self):
        self.h = self.one

    def one(self, x):
        self.h = self.two
        LOG.append(1)
        return x

    def two(self, x):
        self.h = self.one if x < 5 else A(x)
        LOG.append(2)
        return x * 2

    def go(self, n):
        t = 0
        for i in range(n):
            t += self.h(i)
        return t


def handled(n):
    return H().go(n)


run(handled, (3,), (9,))


def shadowed(n):
    h = H()
    h.one = lambda x: 1000
    t = 0
    for i in range(n):
        t += h.one(i) + h.two(i)
    del h.one
    return t + h.one(1)


run(shadowed, (2,), (4,))


def takes_all(a, b=2, *c, d=3, **e):
    return (a, b, c, d, sorted(e.items()))


def starred(t, k, n):
    r = None
    for i in range(n):
        r = takes_all(i, *t, **k)
    return r


run(starred, ((), {}, 3), ((1,), {}, 3), ((1, 2, 3), {'d': 5}, 3), ([1], {'z': 5}, 3), (range(3), {}, 2),
    ('ab', {}, 2), (5, {}, 2), ((), 5, 2), ((1,), {'b': 1}, 2), ((), {'a': 1}, 2), ((), {1: 2}, 2),
    (iter([1, 2]), {}, 2), ({1: 2}, {}, 1))


def two(a, b):
    return a - b


def spread(p, n):
    t = 0
    for i in range(n):
        t += two(*p)
    return t


run(spread, ((3, 1), 4), ([3, 1], 4), ((3, 1, 2), 2), ((3,), 2), ((3.5, 1), 2), (None, 1), ((x for x in (5, 2)), 1))


def wrap(f):

    def w(*a, **k):
        LOG.append((a, sorted(k)))
        return f(*a, **k)
    return w


wa = wrap(two)
wb = wrap(A(5).add)
wc = wrap(wrap(takes_all))


def wrapped(n):
    t = 0
    for i in range(n):
        t += wa(i, 2) + wb(i) + wb(x=i, y=3)
    return (t, wc(n), wc(n, q=n))


run(wrapped, (2,), (3,))


def too_few(n):
    return wa(n)


run(too_few, (2,))


class Grid:

    def __init__(self, w, h):
        self.w = w
        self.c = [0] * (w * h)

    def __getitem__(self, xy):
        x, y = xy
        return self.c[y * self.w + x]

    def __setitem__(self, xy, v):
        x, y = xy
        self.c[y * self.w + x] = v

    def __delitem__(self, xy):
        LOG.append(xy)

    def __contains__(self, xy):
        return self[xy] > 3


class Mangled:

    def __init__(self, w, h):
        self.w = w
        self.c = [0] * (w * h)

    def __idx(self, xy):
        return xy[1] * self.w + xy[0]

    def __getitem__(self, xy):
        LOG.append(type(xy).__name__) if len(LOG) < 3 else None
        return self.c[self.__idx(xy)]

    def __setitem__(self, xy, v):
        self.c[self.__idx(xy)] = v


def gridded(c, n, m=1):
    g = c(n, n)
    for i in range(n):
        for j in range(n):
            g[i, j] = i * j + (g[i - m, j] if i else 1)
            g[j, i] += 2
    return g.c


run(gridded, (Grid, 2), (Mangled, 4), (Grid, 5, 0), (Grid, 3, -3), (Grid, 3, 1.5), (Mangled, 3, 'a'))


def odd_subscript(g, k):
    t = 0
    for i in range(3):
        t += g[k]
    del g[k]
    return (t, k in g)


run(lambda k: odd_subscript(Grid(3, 3), k), ((1, 2),), ([1, 2],), ((1, 2, 3),), (5,), ('ab',), ((1.0, 2),),
    ((0, 99),), ((x for x in (1, 1)),))


def patched(n):
    t = 0
    for i in range(n):
        a = A(i)
        t += a.add(i) + a.cm(i) + a.sm(i) + a(i) + A.add(a, 1)
        if i == 5:
            A.add = lambda self, x, y=1: 1000
        if i == 7:
            a.add = lambda x: 5
            t += a.add(2)
    return t


old = A.add


def mended(n):
    try:
        return patched(n)
    finally:
        A.add = old


run(mended, (3,), (9,))


def counted(n):
    o = object()
    a = A(o)
    b = (sys.getrefcount(o), sys.getrefcount(a))
    m = a.bump
    ms = [a.add for _ in range(3)]
    for i in range(n):
        f = a.add
        f = f if i & 1 else m
    ms = m = f = None
    return (sys.getrefcount(o) - b[0], sys.getrefcount(a) - b[1])


run(counted, (3,), (10,))


def too_many(n):
    m = A(1).add
    try:
        for i in range(n):
            m(i, i, i)
    except TypeError as e:
        return (str(e), m.__func__ is A.add, m == m.__self__.add)


run(too_many, (3,))


def of_lists(xs):
    out = []
    ap = out.append
    ex = out.extend
    po = out.pop
    for x in xs:
        ap(x)
        ap([x])
        ex((x,))
        if len(out) > 6:
            po()
            po(0)
    ap2 = ap.__self__ is out
    return (out, ap2)


run(of_lists, ([1, 2, 3],), ('abcd',), ([],))


def got_again(n):
    f = A(1).add
    for i in range(n):
        g = f.__func__
        s = f.__self__
        f = g.__get__(A(s.n + i))
    return (f(1), f.__self__)


run(got_again, (3,), (9,))
