# compiled: show, en, zp, zp2, zp3, it, ks, mut, mut2, mut3, mut4, lmut, rev, revmut, st, sets, setmut, mp, fl, nested, early, early2, comp, big, It.__iter__, It.__next__, Raises.__iter__, Seq.__getitem__, gen, keep, un, islocal, frame
"""Loops over what enumerate, zip, reversed, map, dicts, sets and strings give, some of which change on the way or are of other classes."""

import sys


def show(name, fn, *a, **k):
    try:
        print(name, fn(*a, **k))
    except Exception as e:
        tb = e.__traceback__
        lines = []
        while tb:
            lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        print(name, type(e).__name__, e, lines)


def en(xs, s=0):
    t = []
    for i, x in enumerate(xs, s):
        t.append((i, x))
    return t


def zp(a, b, strict=False):
    t = []
    for x, y in zip(a, b, strict=strict):
        t.append(x + y)
    return t


def zp2(a, b):
    t = 0
    for x, y in zip(a, b):
        t += x * y
    return t


def zp3(a, b, c):
    t = []
    for x, y, z in zip(a, b, c):
        t.append((z, y, x))
    return t


def it(d):
    t = []
    for k, v in d.items():
        t.append((k, v))
    return t


def ks(d):
    return [k for k in d] + [k for k in d.keys()] + [v for v in d.values()]


def mut(d, n, at):
    t = []
    for k, v in d.items():
        t.append(k)
        if k == at:
            d[n] = 1
    return t


def mut2(d, at):
    t = []
    for k in d:
        t.append(k)
        if k == at:
            del d[k]
    return t


def mut3(d, at):
    t = []
    for k, v in d.items():
        if k == at:
            d[k] = 99
            d[k + 1] = 77
        t.append((k, v))
    return t


def mut4(d, at):
    t = []
    for k, v in d.items():
        t.append((k, v))
        if k == at:
            d.clear()
            d.update({i: i for i in range(5)})
    return t


def lmut(xs, at):
    t = []
    for i, x in enumerate(xs):
        t.append(x)
        if i == at:
            xs.append(100)
        if i == at + 1:
            del xs[0]
        if len(t) > 30:
            break
    return t


def rev(xs):
    t = []
    for x in reversed(xs):
        t.append(x)
    return t


def revmut(xs):
    t = []
    for x in reversed(xs):
        t.append(x)
        if len(xs) > 2:
            xs.pop(0)
    return t


def st(s):
    t = []
    for c in s:
        t.append(c)
    return t


def sets(s):
    t = 0
    for x in s:
        t += x
    return t


def setmut(s, at):
    t = []
    for x in s:
        t.append(x)
        if x == at:
            s.add(1000)
    return t


def mp(f, xs):
    t = []
    for x in map(f, xs):
        t.append(x)
    return t


def fl(xs):
    t = []
    for x in filter(None, xs):
        t.append(x)
    return t


def nested(xs, ys):
    t = []
    for i, (a, b) in enumerate(zip(xs, ys)):
        t.append((i, a, b))
    return t


def early(xs, n):
    e = enumerate(xs)
    for i, x in e:
        if i == n:
            break
    return list(e)


def early2(a, b):
    ia, ib = (iter(a), iter(b))
    for x, y in zip(ia, ib):
        pass
    return (list(ia), list(ib))


def comp(xs):
    return ([i * x for i, x in enumerate(xs)], {i: x for i, x in enumerate(xs)}, {x for x in xs}, [(a, b) for a, b in zip(xs, xs[1:])])


def big(xs, s):
    t = []
    for i, x in enumerate(xs, s):
        t.append(i)
    return t


class It:

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n


class Raises:

    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError('x')


class L(list):
    pass


class DD(dict):

    def items(self):
        return [(1, 2)]

    def __iter__(self):
        return iter('ab')


class Seq:

    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 2


def gen(n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append('closed')


log = []
kept = []


def keep(a, b):
    for p in zip(a, b):
        kept.append(p)
    for p in enumerate(a):
        kept.append(p)
    for p in {1: 2, 3: 4}.items():
        kept.append(p)


for r in range(40):
    a = (en([1, 2, 3]), en((4, 5), 3), zp([1, 2], [3, 4, 5]), zp([1, 2], [3, 4], True), zp2([1.5, 2], [2, 3]), zp3('abc', [1, 2, 3], range(9)), it({1: 2, 3: 4}), ks({'a': 1, 'b': 2}), mut({1: 1, 2: 2}, 1, 9), mut2({1: 1, 2: 2}, 7), mut3({1: 1, 5: 2}, 9), mut4({1: 1}, 5), lmut([1, 2, 3], 8), rev([1, 2, 3]), revmut([1, 2]), st('abc'), sets({1, 2}), setmut({1, 2}, 7), mp(abs, [1, -2]), fl([0, 1]), nested([1, 2], [3, 4]), early([1, 2, 3], 1), early2([1, 2, 3], [1, 2]), comp([1, 2, 3]), big([1], 5))
    kept.clear()
    keep([1, 2, 3], 'abc')
print(a)
print(kept)
for s in (2 ** 62, 2 ** 63 - 1, 2 ** 63, 10 ** 30, -1, -2 ** 63, True):
    show('big', big, [1, 2, 3], s)
show('floatstart', big, [1], 1.5)
show('none', en, None)
show('none', zp, None, [])
show('zp', zp, [1], 5)
for xs in ([], (), 'xyz', {1: 2}, {5}, It(3), L([1, 2]), Seq(), gen(3), range(3), b'ab', Raises(), [None], iter([1, 2]), enumerate('ab')):
    show('en', en, xs)
for xs in (lambda: It(3), lambda: L([1, 2]), lambda: gen(2), lambda: range(2), lambda: Raises(), lambda: [], lambda: Seq(), lambda: iter([5]), lambda: [1.5, 2], lambda: 'ab', lambda: {3: 4}):
    show('zp', zp, xs(), [1, 2])
    show('zp_', zp, [1, 2], xs())
    show('strict', zp, xs(), [1, 2], True)
    show('strict_', zp, [1, 2, 3], xs(), True)
    show('n', nested, xs(), xs())
    show('e2', early2, xs(), [1])
    show('e3', early2, [1], xs())
print(log)
show('mut', mut, {1: 1, 2: 2}, 10, 1)
show('mut', mut, {1: 1, 2: 2}, 10, 2)
show('mut', mut, {1: 1, 2: 2}, 2, 1)
show('mut2', mut2, {1: 1, 2: 2}, 1)
show('mut2', mut2, {1: 1, 2: 2}, 2)
show('mut3', mut3, {1: 1, 2: 2, 3: 3}, 1)
show('mut3', mut3, {1: 1, 2: 2}, 2)
show('mut4', mut4, {i: i for i in range(5)}, 2)
show('mut4', mut4, {i: i for i in range(3)}, 1)
show('lmut', lmut, [1, 2, 3, 4], 1)
show('revmut', revmut, [1, 2, 3, 4, 5])
show('setmut', setmut, {1, 2, 3}, 2)
for s in ('äb', '日本語', '😀x', ''):
    show('st', st, s)
for d in (DD({5: 6}), {}, {None: 1}, {'a': 1, 2: 3}):
    show('it', it, d)
    show('ks', ks, d)


class Bad:

    def __eq__(self, o):
        raise ValueError('eq')

    def __hash__(self):
        return 1

    def __add__(self, o):
        raise ValueError('add')


show('badadd', zp, [1, Bad()], [1, 2])
show('badadd', zp2, [1, 2], ['a', None])


def un(xs):
    t = 0
    for a, b in xs:
        t += a
    return t


for r in range(30):
    un([(1, 2), (3, 4)])
for xs in ([(1, 2), (3,)], [(1, 2, 3)], [[1, 2]], ['ab'], [1], enumerate([5, 6]), {1: 2}.items(), zip([1], [2], [3]), [(1, 2), None]):
    show('un', un, xs)
from sys import getrefcount
o = object()
xs = [o] * 10
before = getrefcount(o)
for r in range(50):
    en(xs)
    zp3(xs, xs, xs)
    it({1: o})
    nested(xs, xs)
    rev(xs)
    mp(id, xs)
kept.clear()
a = None
print(getrefcount(o) - before)


def islocal(d):
    for k, v in d.items():
        pass
    return (k, v)


show('empty', islocal, {})
for r in range(30):
    islocal({1: 2})
show('empty', islocal, {})


def frame(d):
    for k, v in d.items():
        for i, x in enumerate([k]):
            r = sorted(sys._getframe().f_locals.items(), key=str)
    return [(a, b) for a, b in r if a != 'd']


for r in range(30):
    a = frame({1: r})
print(a)
