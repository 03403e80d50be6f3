# compiled: tbl, show, CM.__init__, CM.__enter__, CM.__exit__, Slim.__enter__, Slim.__exit__, Sub.__exit__, Prop.__enter__, Prop.__exit__, Static.__enter__, Static.__exit__, Slots.__enter__, Slots.__exit__, Dying.__enter__, Dying.__exit__, Dying.__del__, use, loop, ret, cont, two, own, gen, ug, frm, change, change2, inst, cls
"""with blocks over managers of many kinds, left in all ways; managers whose class changes meanwhile."""

import sys


def tbl(e):
    tb = e.__traceback__
    lines = []
    while tb:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return lines


def show(name, fn, *a):
    try:
        print(name, fn(*a))
    except BaseException as e:
        print(name, type(e).__name__, e, tbl(e)[1:], type(e.__context__).__name__)


log = []
sys.unraisablehook = lambda error: log.append(type(error.exc_value).__name__)


class CM:

    def __init__(self, s=False, raises=0):
        self.s = s
        self.r = raises

    def __enter__(self):
        if self.r == 1:
            raise KeyError('enter')
        log.append('in')
        return self

    def __exit__(self, t, v, tb):
        log.append((t and t.__name__, tb and tb.tb_lineno, sys.exc_info()[0] and sys.exc_info()[0].__name__))
        if self.r == 2:
            raise IndexError('exit')
        return self.s


class Slim:

    def __enter__(self):
        return 5

    def __exit__(self, *a):
        pass


class Sub(CM):

    def __exit__(self, *a):
        return super().__exit__(*a)


class NoExit:

    def __enter__(self):
        return 1


class NoEnter:

    def __exit__(self, *a):
        pass


class Prop:

    @property
    def __enter__(self):
        log.append('prop')
        return lambda: 3

    @property
    def __exit__(self):
        log.append('prope')
        return lambda *a: False


class Static:

    @staticmethod
    def __enter__():
        return 3

    @classmethod
    def __exit__(cls, *a):
        log.append(cls.__name__)


class Slots:
    __slots__ = ('n',)

    def __enter__(self):
        self.n = getattr(self, 'n', 0) + 1
        return self.n

    def __exit__(self, t, v, tb):
        self.n -= 1


class Dying:

    def __enter__(self):
        return 1

    def __exit__(self, *a):
        log.append('x')

    def __del__(self):
        log.append('del')


def use(cm, n):
    with cm as x:
        r = (1 // n, x if isinstance(x, int) else 0)
    return r


def loop(cm, n):
    t = 0
    for i in range(n):
        with cm:
            t += i
    return t


def ret(cm, n):
    with cm:
        return n


def cont(cm, n):
    t = 0
    for i in range(n):
        with cm:
            if i % 2:
                continue
            if i == 8:
                break
            t += i
    return t


def two(a, b, n):
    with a as x, b as y:
        return 1 // n
    return 'swallowed'


def own(n):
    with Dying() as d:
        return 1 // n


def gen(cm, n):
    with cm:
        for i in range(n):
            yield i


def ug(cm, n, stop):
    for x in gen(cm, n):
        if x == stop:
            break
    return x


def frm(cm):
    with cm:
        return sorted(sys._getframe().f_locals)


def change(cm, n, at, new):
    t = []
    for i in range(n):
        if i == at:
            type(cm).__exit__ = new
        with cm:
            t.append(i)
    return t


def change2(cm, n):
    for i in range(n):
        with cm:
            if i == n - 1:
                type(cm).__exit__ = lambda *a: log.append('changed inside')
    return i


def inst(cm, n):
    cm.__exit__ = lambda *a: log.append('instance')
    with cm:
        return 1 // n


def cls(cm, n):
    for i in range(n):
        with cm:
            if i == n - 2:
                cm.__class__ = Slim
    return i


cms = [CM, Slim, Sub, Slots, Static, Prop, NoExit, NoEnter, lambda: CM(True), lambda: CM(False, 1), lambda: CM(False, 2), lambda: CM(True, 2), Dying, lambda: 5]
for r in range(30):
    for mk in (CM, Slim, Slots):
        use(mk(), 1)
        loop(mk(), 5)
        ret(mk(), 1)
        cont(mk(), 5)
        two(mk(), mk(), 1)
        ug(mk(), 5, 2)
        own(1)
        frm(mk())
log.clear()
for mk in cms:
    for n in (1, 0):
        for g in (use, loop, ret, cont):
            show(g.__name__, g, mk() if mk is not NoExit else mk(), n)
        for mk2 in (CM, Slim, lambda: CM(True)):
            show('two', lambda: two(mk(), mk2(), n))
            show('two', lambda: two(mk2(), mk(), n))
        show('ug', lambda: ug(mk(), 5, 2))
        show('frm', lambda: frm(mk()))
    print(log)
    log.clear()
show('own', own, 0)
show('own', own, 1)
print(log)
log.clear()


class Ch(CM):
    pass


for r in range(10):
    change(Ch(), 10, 100, None)
show('change', change, Ch(), 10, 5, lambda *a: log.append('new'))
print(log)
log.clear()


class Ch2(CM):
    pass


for r in range(10):
    loop(Ch2(), 10)
show('change2', change2, Ch2(), 10)
print(log[-5:])
log.clear()
for r in range(30):
    show('inst', inst, CM(), 1) if r > 28 else inst(CM(), 1)
show('inst', inst, CM(), 0)
print(log[-3:])
for r in range(10):
    loop(CM(), 5)
show('cls', cls, CM(), 8)


def rec(n):
    with Slim():
        return rec(n + 1)


show('rec', lambda: rec(0) if 0 else 'skip')


def deep(n):
    if n == 0:
        return 1 // 0
    with CM(n == 3):
        return deep(n - 1) + 1


for r in range(30):
    log.clear()
    x = deep(6)
print(x, log)
