# compiled: P.__init__, S.__init__, deaths, swap, cond, nestloop, whilebrk, chain, floats, ident
"""Small objects in loops, branches and exceptions: deaths, identity, what is left in locals (rules 36, 53)."""

class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class S:
    __slots__ = ("a", "b")
    def __init__(self, a, b=None):
        self.a = a
        self.b = b


def deaths(n):
    for i in range(n):
        p = P(D(i) if i > n - 4 else i, i)
        q = (p.x, p.y)
        if i == n - 2:
            p.x = None
            print("cleared")
            q = None
            print("gone")


def swap(n):
    a = P(1, 2)
    b = P(3, 4)
    for i in range(n):
        a.x, b.x = b.x, a.x
        c = S(a.x, b.y)
        c.a, c.b = c.b, c.a
        if i % 7 == 6:
            a.y = c.a
    return a.x, a.y, b.x, b.y, c.a, c.b


def cond(n):
    r = 0
    last = None
    for i in range(n):
        if i % 3:
            p = P(i, -i)
        else:
            p = S(i, i)
        if i % 5 == 0:
            last = P(i, i)
        t = P(i, last)
        r += t.x
    return r, last.x, t.y is last, type(p).__name__


def nestloop(n):
    tot = 0
    for i in range(n):
        o = P(i, 0)
        for j in range(3):
            q = P(j, o.y)
            o.y += q.x + q.y
        tot += o.y
    return tot, o.x, q.x, q.y


def whilebrk(n):
    i = 0
    while True:
        p = P(i, i * 2)
        i += 1
        if p.y > n:
            break
    return p.x, p.y, i


def exc(n):
    res = []
    for i in range(n):
        p = P(i, n - i - 1)
        try:
            v = 10 // p.y
        except ZeroDivisionError as e:
            res.append((p.x, p.y, e.__traceback__.tb_frame.f_locals["p"] is p))
        finally:
            p.x += 1
    return res, p.x


def chain(n):
    h = None
    for i in range(n):
        h = P(i, h) if i % 50 else P(i, None)
    k = 0
    while h is not None:
        k += 1
        h = h.y
    return k


def floats(n):
    x = 1.5
    for i in range(n):
        p = P(x, x)
        x = p.x + 0.5
    return p.x is p.y, p.x, x


def ident(n):
    for i in range(n):
        t = (i, (i, i))
        u = (t, t, t[1])
    return u[0] is t, u[1] is t, u[2] is t[1], u


for n in (1000, 4):
    deaths(n)
    for f in swap, cond, nestloop, whilebrk, exc, chain, floats, ident:
        print(f.__name__, f(n))
