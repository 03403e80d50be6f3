# compiled: show, outer, add, lam, swap, a, b, c, changing, f, nop, cells, inc, read, unbound, delcell, run, w, target, kwonly, posonly, calls, callbad, N.__init__, N.__del__, dying, order, t, selfref, fact, gens, g, frames, manylam
"""Nested functions: defaults, cells, code that changes, recursion, generators, decorators; errors in their calls."""

import sys, gc


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


def outer(n):
    k = 2

    def add(x, y=n, *, z=k):
        return x + y * z
    t = 0
    for i in range(n):
        t += add(i) + add(i, 1) + add(i, z=3) + add(x=i, y=2)
    return t


for r in range(50):
    a = outer(20)
print(a)


def lam(n):
    f = lambda x, y=1, *a: x - y + len(a)
    return sum((f(i) + f(i, 2) + f(i, 2, 3, 4) for i in range(n)))


for r in range(40):
    a = lam(15)
print(a)


def swap(n, which):

    def a(x):
        return x + 1

    def b(x, y=5):
        return x * y

    def c(*x):
        return x
    t = []
    f = a
    for i in range(n):
        if i == which:
            f = b
        if i == which + 2:
            f = c
        if i == which + 4:
            f = 'abc'.count
        if i == which + 5:
            f = len
        try:
            t.append(f(i))
        except TypeError as e:
            t.append(str(e))
    return t


for r in range(30):
    a = swap(20, 100)
print(a)
for w in range(0, 18, 3):
    print(swap(20, w))


def changing(n, at, how):

    def f(x, y=1):
        return x + y
    out = []
    for i in range(n):
        if i == at:
            how(f)
        try:
            out.append(f(i))
        except Exception as e:
            out.append((type(e).__name__, str(e)))
    return out


def d0(f):
    f.__defaults__ = (100,)


def d1(f):
    f.__defaults__ = None


def d2(f):
    f.__code__ = (lambda x, y=9: x * y).__code__


def d3(f):
    f.__kwdefaults__ = {'z': 4}


def d4(f):
    f.__code__ = (lambda x, *, z: x * z).__code__
    f.__kwdefaults__ = {'z': 3}


def d5(f):
    f.__defaults__ = (1, 2)


def d6(f):
    f.__defaults__ = (1, 2, 3)


def nop(f):
    pass


for r in range(30):
    a = changing(12, 3, nop)
print(a)
for h in (d0, d1, d2, d3, d4, d5, d6):
    show(h.__name__, changing, 12, 7, h)


def cells(n):
    x = 0

    def inc(by=1):
        nonlocal x
        x += by
        return x

    def read():
        return x
    out = 0
    for i in range(n):
        inc()
        inc(i)
        out += read()
    return (x, out)


for r in range(40):
    a = cells(20)
print(a)


def unbound(flag):

    def f():
        return x
    if flag:
        x = 1
    return f()


for r in range(40):
    unbound(True)
show('unbound', unbound, False)


def delcell(n):
    x = 1

    def f():
        return x
    t = 0
    for i in range(n):
        if i == n - 1:
            del x
        t += f()
    return t


for r in range(20):
    show('delcell', delcell, 5)


def compose(*fs):

    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run


c = compose(lambda x: x + 1, lambda x: x * 2, abs, str, len)
for r in range(60):
    a = c(r * 100)
print(a)


def deco(f):

    def w(*a, **k):
        return f(*a, **k)
    w.f = f
    return w


@deco
def target(a, b=2, *c, d=4, **e):
    return (a, b, c, d, sorted(e.items()))


for r in range(60):
    a = (target(1), target(1, 3), target(1, 2, 3, d=5), target(a=1, q=2), target(*range(3), **{'z': 1}))
print(a)
for bad in (lambda: target(), lambda: target(1, a=2), lambda: target(1, 2, b=3)):
    for r in range(30):
        try:
            bad()
        except TypeError as e:
            m = str(e)
    print(m)


def kwonly(*, a, b=1):
    return (a, b)


def posonly(a, b=2, /, c=3):
    return (a, b, c)


def calls():
    out = []
    for i in range(5):
        out.append(kwonly(a=i))
        out.append(kwonly(b=i, a=2))
        out.append(posonly(i))
        out.append(posonly(i, 1, c=i))
        out.append(posonly(1, c=5))
    return out


for r in range(40):
    a = calls()
print(a)
show('kwmiss', kwonly)
show('kwextra', kwonly, 1)
show('pos', posonly, a=1)


def callbad(i):
    if i == 0:
        return kwonly(a=1, c=2)
    if i == 1:
        return posonly(b=2)
    if i == 2:
        return kwonly(b=2)
    return posonly(1, 2, 3, 4) if i == 3 else kwonly(a=1)


for r in range(40):
    callbad(5)
for i in range(4):
    show('callbad', callbad, i)


class N:

    def __init__(self, n):
        self.n = n

    def __del__(self):
        log.append((self.n, sys._getframe(1).f_code.co_name))


log = []


def dying(k):
    x = N(k)

    def f(y=N(k + 100)):
        return x.n + y.n
    return f() + f()


for r in range(30):
    a = dying(r)
print(a, log[-6:], len(log))


def order(log2):

    def t(x):
        log2.append(x)
        return x

    def f(a, b=0, *, c=0):
        return (a, b, c)
    return f(t(1), c=t(3), b=t(2))


for r in range(30):
    l = []
    a = order(l)
print(a, l)


def selfref(n):

    def fact(k):
        return 1 if k <= 1 else k * fact(k - 1)
    return fact(n)


for r in range(40):
    a = selfref(30)
print(a)


def gens(n):
    k = n

    def g(m=k):
        for i in range(m):
            yield (i * k)
    return [sum(g()), sum(g(2)), list(g(m=3))]


for r in range(40):
    a = gens(6)
print(a)


def frames(n):

    def f(x, d=n):
        return (sys._getframe(1).f_lineno, sorted(sys._getframe().f_locals), sorted(sys._getframe(1).f_locals))
    a = f(1)
    return a


for r in range(40):
    a = frames(r)
print(a)


def manylam(n):
    fs = [lambda x, i=i: x + i for i in range(n)]
    t = 0
    for f in fs:
        t += f(1) + f(1, 2)
    return t


for r in range(40):
    a = manylam(10)
print(a, gc.collect() >= 0)
