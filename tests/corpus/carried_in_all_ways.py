# compiled: Vec.__init__, Vec.__add__, Vec.__sub__, Vec.__repr__, Dv.__init__, Dv.__add__, Plain.__init__, Plain.__add__, Plain.__repr__, show, run, swap, same, alias, prev, inner, fails, look, gen, use, clos, g, maybe, late, types, mixed, tup, tup2, D.__init__, D.__del__, dies, dl, holds, holds2, rc, uninit, delattrs, ident, nested, dictseen, whileloop, twovars, trys, deepcaller, f
"""Objects and tuples that loops carry round, let out in all ways: aliases, swaps, exits, handlers, generators, closures, finalisers,
reference counts, fields that are deleted or missing, classes that change."""

import sys, gc, weakref


class Vec:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y)

    def __repr__(self):
        return f'V({getattr(self, chr(120), None)},{getattr(self, chr(121), None)})'


class Dv(Vec):

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return Dv(self.x + o.x, self.y + o.y)


class Plain:

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return Plain(self.x + o.x, self.y + o.y)

    def __repr__(self):
        return f'P({self.x},{self.y})'


KEEP = []


def show(f, *a):
    try:
        r = f(*a)
    except BaseException as e:
        t = e.__traceback__
        L = []
        while t:
            L.append((t.tb_frame.f_code.co_name, t.tb_lineno))
            t = t.tb_next
        r = (type(e).__name__, str(e), L)
    return r


def run(f, *argss):
    out = []
    for a in argss:
        for _ in range(25):
            r = repr(show(f, *a))
            if not out or out[-1] != r:
                out.append(r)
    print(f.__name__, *out, sep='\n   ')


def swap(n, a, b):
    v, w = (Vec(a, b), Vec(b, a))
    for i in range(n):
        v, w = (w, v + w)
    return (v, w, v is w)


run(swap, (0, 1, 2), (5, 1, 2), (80, 1, 2), (5, 1.5, 'x'))


def same(n, a):
    v = w = Vec(a, a)
    for i in range(n):
        v = v + Vec(1, i)
        if i == 7:
            w = v
    return (v is w, v, w)


run(same, (0, 1), (5, 1), (8, 1), (9, 2.5))


def alias(n):
    v = Vec(0, 0)
    w = v
    for i in range(n):
        v.x += i
        if i == 5:
            v = v + Vec(1, 1)
        w.y -= 1
    return (v, w, v is w)


run(alias, (0,), (5,), (6,), (12,))


def prev(n):
    v = Vec(0, 0)
    p = None
    for i in range(n):
        p = v
        v = v + Vec(i, 1)
        if i == 6:
            KEEP.append(p)
    return (p, v, KEEP[-1:])


run(prev, (0,), (5,), (9,))


def inner(n, m):
    t = Vec(0, 0)
    for i in range(n):
        u = Vec(i, 0)
        for j in range(m):
            u = u + Vec(j, t.x)
            if u.x > 40:
                break
        else:
            t = t + u
            continue
        t = u
    return t


run(inner, (0, 0), (3, 3), (9, 8), (3, 0))


def fails(n, k):
    v = Vec(0, 0)
    try:
        for i in range(n):
            v = v + Vec(10 // (k - i), i)
    except ZeroDivisionError as e:
        return (v, i, e.__traceback__.tb_frame.f_locals['v'].x)
    return v


run(fails, (5, 9), (5, 3), (5, 0))


def look(n):
    v = Vec(0, 0)
    for i in range(n):
        v = v + Vec(i, 1)
        if i == 9:
            l = sys._getframe().f_locals
            assert l['v'] is v
            l = None
    return v


run(look, (5,), (12,))


def gen(n):
    v = Vec(0, 0)
    for i in range(n):
        v = v + Vec(i, 1)
        if i % 3 == 0:
            yield v.x
    yield v


def use(n):
    return ([repr(x) for x in gen(n)], sum((x for x in gen(n) if type(x) is int)))


run(use, (0,), (9,))


def clos(n):
    v = Vec(0, 0)

    def g():
        return v
    for i in range(n):
        v = v + Vec(i, 1)
    return g()


run(clos, (9,))


def maybe(n, k):
    if k:
        v = Vec(1, 1)
    for i in range(n):
        if i == k:
            v = Vec(i, i)
        v = v + Vec(i, 1)
    return v


run(maybe, (5, 1), (5, 2), (5, 0), (0, 0), (0, 1))


def late(n, k):
    for i in range(n):
        if i >= k:
            v = v + Vec(1, 2)
        elif i == k - 1:
            v = Vec(0, 0)
        elif i == 0:
            del i
    return v


run(late, (5, 1), (5, 2), (5, 0), (5, 3))


def types(n, seq):
    v = Vec(0, 0)
    for w in seq:
        v = v + w
    return (v, type(v).__name__)


run(types, (0, [Vec(1, 2)] * 4), (0, [Vec(1, 2.5)] * 4), (0, [Dv(1, 2)] * 3), (0, [Plain(1, 2)]))


def mixed(n, k):
    v = Vec(0, 0)
    for i in range(n):
        v = v + Vec(1, i) if i != k else Dv(5, 5)
    return (v, type(v).__name__)


run(mixed, (6, 9), (6, 3), (6, 5), (6, 0))


def tup(n):
    a = (1, 2)
    c = ()
    for i in range(n):
        a = (a[1], a[0] + a[1])
        c = (a, c[:1])
    return (a, c)


run(tup, (0,), (1,), (90,))


def tup2(n, z):
    a = (z, (z, z))
    for i in range(n):
        x, (y, w) = a
        a = (y, (w + x, i))
        if i == 8:
            KEEP.append(a)
    return (a, KEEP[-1] is a)


run(tup2, (3, 1), (9, 1), (9, 0.5), (9, 'a'))


class D:

    def __init__(self, v, n):
        self.v = v
        self.n = n

    def __del__(self):
        LOG.append(self.n)


LOG = []


def dies(n):
    d = D(None, 0)
    for i in range(n):
        d = D(None, i)
        LOG.append(('turn', i))
    LOG.append('end')


def dl(n):
    LOG.clear()
    dies(n)
    return LOG[:]


run(dl, (0,), (3,))


class H:
    pass


def holds(n):
    LOG.clear()
    v = Vec(D(None, -1), 0)
    for i in range(n):
        v = Vec(D(None, i), v.y + 1)
        LOG.append(('t', i))
    LOG.append('end')
    del v
    LOG.append('after')
    return LOG[:]


run(holds, (0,), (4,))


def holds2(n):
    LOG.clear()
    v = (D(None, -1), 0)
    for i in range(n):
        v = (D(None, i), v[1] + 1)
        w = v
        LOG.append(('t', i))
    v = w = None
    return LOG[:]


run(holds2, (0,), (4,))


def rc(n):
    o = object()
    b = sys.getrefcount(o)
    v = Vec(o, 0)
    for i in range(n):
        v = Vec(v.x, v.y + 1)
        if i == n - 2:
            u = v
    r = sys.getrefcount(o) - b
    del v
    return (r, sys.getrefcount(o) - b)


run(rc, (5,), (1,), (2,))


def uninit(n, k):
    v = Vec.__new__(Vec)
    for i in range(n):
        w = Vec.__new__(Vec)
        if i >= k:
            w.x = i
        w.y = v.x if i > k else 1
        v = w
    return v


run(uninit, (5, 2), (5, 0), (5, 5), (5, 4))


def delattrs(n, k):
    v = Vec(0, 0)
    for i in range(n):
        v = v + Vec(i, 1)
        if i == k:
            del v.x
    return v


run(delattrs, (5, 9), (5, 2), (5, 4))


def ident(n):
    v = Vec(0, 0)
    ids = []
    for i in range(n):
        w = v
        v = v + Vec(i, 1)
        if w is v:
            return 'bad'
        if i > 10:
            ids.append(w)
    return (len(set(map(id, ids))), v)


run(ident, (9,), (14,))


def nested(n):
    p = Plain(Vec(0, 0), (1, 2))
    for i in range(n):
        p = Plain(p.x + Vec(i, 1), (p.y[1], p.x.x))
    return (p, p.x, p.__dict__)


run(nested, (0,), (5,), (9,))


def dictseen(n, k):
    p = Plain(0, 0)
    for i in range(n):
        p = p + Plain(i, 1)
        if i == k:
            p.__dict__['z'] = 3
            p.__dict__['x'] = 7
    return (p, sorted(p.__dict__.items()))


run(dictseen, (5, 9), (5, 3), (5, 4))


def whileloop(n):
    v = Vec(0, 0)
    i = 0
    while True:
        v = v + Vec(i, 1)
        i += 1
        if v.x > n:
            return v
        if i > 30:
            break
    return ('none', v)


run(whileloop, (0,), (50,), (9999,))


def twovars(n):
    a = b = c = None
    for i in range(n):
        c = b
        b = a
        a = Vec(i, i)
    return (a, b, c)


run(twovars, (0,), (1,), (2,), (3,), (9,))


def trys(n, k):
    v = Vec(0, 0)
    log = []
    for i in range(n):
        try:
            v = v + Vec(i, 1)
            if i == k:
                raise ValueError
            v = v + Vec(1, 1)
        except ValueError:
            log.append(repr(v))
            v = v - Vec(100, 0)
        finally:
            v = v + Vec(0, 1000)
    return (v, log)


run(trys, (5, 9), (5, 3), (5, 0))


def deepcaller(n):

    def f(v, i):
        return v + Vec(i, 1) if i != 11 else [v]
    v = Vec(0, 0)
    for i in range(n):
        v = f(v, i)
    return v


run(deepcaller, (5,), (12,), (13,))
