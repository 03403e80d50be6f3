# compiled: show, run, Sub.__init__, Made.__new__, D.__init__, D.__del__, Key.__hash__, Key.__eq__, plain, two_classes, handled_outside, with_arguments, nothing_left, looked_up, Missing.__missing__, key_error, inner_does_not_match, thrower, mid, from_callee, traced, tb, with_finally, left_or_raised, raised_in_handler, several_things, floats_in_handler, given_class, class_that_changes, Oops, to_the_end, ends, yields, of_generator, with_manager, S.__init__, S.__enter__, S.__exit__, patched, M.__subclasscheck__, odd_metaclass, counted, local_dies, index_error, indexed, out_of_loop, all_clauses, f
"""Exceptions that mostly only jump, seen in all ways: finalisers, contexts, tracebacks, callees, generators, managers, classes that
change or say odd things of themselves, keys with code of their own."""

import sys, gc
LOG = []


def show(f, *a):
    LOG.clear()
    try:
        r = f(*a)
    except BaseException as e:
        t = e.__traceback__
        L = []
        while t:
            L.append((t.tb_frame.f_code.co_name, t.tb_lineno))
            t = t.tb_next
        c = []
        x = e
        while x.__context__ is not None:
            x = x.__context__
            c.append(type(x).__name__)
        r = (type(e).__name__, str(e), L, c)
    return (r, LOG[:], sys.exc_info()[0])


def run(f, *argss):
    out = []
    for a in argss:
        for _ in range(25):
            r = repr(show(f, *a))
            if not out or out[-1] != r:
                out.append(r)
    print(f.__name__, *out, sep='\n   ')


class Oops(Exception):
    pass


class Sub(Oops):

    def __init__(self, *a):
        LOG.append(('made', a))
        super().__init__(*a)


class Made(Exception):

    def __new__(cls, *a):
        LOG.append('new')
        return super().__new__(cls, *a)


class D:

    def __init__(self, n):
        self.n = n

    def __del__(self):
        LOG.append(('del', self.n))


class Key:

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, o):
        LOG.append('eq')
        return isinstance(o, Key) and o.n == self.n


def plain(n):
    t = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise Oops
            t += i
        except Oops:
            t -= 1
    return t


run(plain, (0,), (10,))


def two_classes(n, k):
    t = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise Oops(i, t)
            if i == k:
                raise Sub(1)
            t += i
        except Sub:
            t += 100
        except Oops:
            t += 1000
    return t


run(two_classes, (10, 99), (10, 4), (10, 3))


def handled_outside(n):
    t = 0
    try:
        raise ValueError('outer')
    except ValueError:
        for i in range(n):
            try:
                if i % 2:
                    raise Oops(i)
            except Oops:
                t += 1
            LOG.append(sys.exc_info()[0].__name__)
    return t


run(handled_outside, (4,))


def with_arguments(n):
    d = D(1)
    for i in range(n):
        try:
            e = D(i + 10)
            raise Oops(e)
        except Oops:
            LOG.append(('h', i))
        LOG.append('after')
    del e
    return 1


run(with_arguments, (3,))


def nothing_left(n):
    for i in range(n):
        try:
            x = D(i)
            del x
            raise Oops
        except Oops:
            pass


run(nothing_left, (3,))


def looked_up(d, keys):
    t = 0
    for k in keys:
        try:
            t += d[k]
        except KeyError:
            t -= 1
    return t


run(looked_up, ({1: 2, 'a': 5}, [1, 'a', 7, 'b']), ({1: 2}, [1.0, 2.5, None, True]),
    ({Key(1): 1}, [Key(1), Key(2), 3]), ({}, [[1]]), ({1: None}, [1]))


class Missing(dict):

    def __missing__(self, k):
        LOG.append(k)
        return 50


run(looked_up, (Missing({1: 2}), [1, 3, 'a']), ([1, 2, 3], [0, 1]), ([1, 2], [0, 9]))


def key_error(d, k):
    try:
        return d[k]
    except KeyError as e:
        return (e.args, e.__traceback__.tb_lineno, e.__context__)


run(key_error, ({1: 2}, 1), ({1: 2}, 2), ({1: 2}, (1, 2)), ({1: 2}, 'q'))


def inner_does_not_match(n):
    try:
        for i in range(n):
            try:
                if i == 5:
                    raise KeyError(i)
            except ValueError:
                LOG.append('no')
    except LookupError:
        return i
    return -1


run(inner_does_not_match, (3,), (9,))


def thrower(i):
    if i % 4 == 3:
        raise Oops(i)
    return i


def mid(i):
    return thrower(i) + 1


def from_callee(n):
    t = 0
    for i in range(n):
        try:
            t += mid(i)
        except Oops:
            t += 100
    return t


run(from_callee, (3,), (30,))


def traced(n):
    t = 0
    for i in range(n):
        try:
            t += mid(i)
        except Oops as e:
            LOG.append((e.args, [f for f in tb(e)]))
            t += 1
    return t


def tb(e):
    t = e.__traceback__
    while t:
        yield (t.tb_frame.f_code.co_name, t.tb_lineno - t.tb_frame.f_code.co_firstlineno, sorted(t.tb_frame.f_locals))
        t = t.tb_next


run(traced, (3,), (9,))


def with_finally(n):
    out = []
    for i in range(n):
        try:
            raise Oops(i)
        except Oops:
            continue
        finally:
            out.append(i)
    return out


run(with_finally, (4,))


def left_or_raised(n):
    for i in range(n):
        try:
            raise Oops(i)
        except Oops:
            if i == 3:
                return i
            if i == 9:
                raise
    return 'e'


run(left_or_raised, (3,), (5,), (1,))


def raised_in_handler(n):
    t = 0
    for i in range(n):
        try:
            try:
                if i % 2:
                    raise Oops
                if i % 3 == 0:
                    raise Made(2)
            except Oops:
                raise KeyError(i)
        except (KeyError, Made):
            t += i
    return t


run(raised_in_handler, (9,))


def several_things(n):
    t = 0
    for i in range(n):
        try:
            raise Oops if i < 6 else Oops(7) if i < 9 else 7
        except Oops:
            t += 1
    return t


run(several_things, (5,), (9,), (10,))


def floats_in_handler(n):
    t = 0.0
    for i in range(n):
        x = i * 1.5
        try:
            if x > 5:
                raise Oops
            y = x
        except Oops:
            y = t + 2.0 ** 0.5
            s = 'a' + STR
            t += y
        t += x
    return (t, y)


STR = 'q'
run(floats_in_handler, (3,), (9,))
STR = 4
run(floats_in_handler, (3,), (9,))


def given_class(n, e):
    t = 0
    for i in range(n):
        try:
            if i % 2:
                raise Oops(i)
        except e:
            t += 1
    return t


run(given_class, (3, Oops), (3, (KeyError, Oops)), (3, KeyError), (3, 5), (3, (5,)), (3, Exception))


def class_that_changes(n):
    global Oops
    t = 0
    old = Oops
    for i in range(n):
        try:
            raise Oops(i)
        except Oops:
            t += 1
            if i == 3:

                class Oops(Exception):
                    pass
    Oops = old
    return t


run(class_that_changes, (3,), (6,))


def to_the_end(it):
    t = 0
    while True:
        try:
            t += next(it)
        except StopIteration:
            break
    return t


def ends(n):
    return (to_the_end(iter(range(n))), to_the_end(iter([1] * n)), to_the_end((x for x in range(n))))


run(ends, (3,), (0,))


def yields(n):
    for i in range(n):
        try:
            if i == 2:
                raise Oops
            yield i
        except Oops:
            yield (-1)
        except KeyError as e:
            yield repr(e)


def of_generator(n):
    g = yields(n)
    out = []
    for x in g:
        out.append(x)
        if x == 3:
            out.append(g.throw(KeyError(1)))
    return (out, sum((v for v in yields(n))))


run(of_generator, (3,), (6,))


def with_manager(n):
    for i in range(n):
        with S(i):
            if i % 2:
                raise Oops(i)
        LOG.append(i)


class S:

    def __init__(self, i):
        self.i = i

    def __enter__(self):
        return self

    def __exit__(self, k, v, t):
        LOG.append((k and k.__name__, v and v.args, t and t.tb_lineno))
        return self.i < 5


run(with_manager, (4,), (7,))
Oops2 = Oops


def patched(self, *a):
    LOG.append(('patched', a))


run(plain, (7,))
Oops.__init__ = patched
run(plain, (7,))
run(two_classes, (7, 4))
run(from_callee, (9,))
del Oops.__init__


class M(type):

    def __subclasscheck__(c, s):
        LOG.append('sub')
        return True

    def __instancecheck__(c, s):
        LOG.append('inst')
        return True


class Any(Exception, metaclass=M):
    pass


run(given_class, (3, Any))


def odd_metaclass(n):
    t = 0
    for i in range(n):
        try:
            if i & 1:
                raise Any(i)
            if i == 6:
                raise Oops
        except Any:
            t += 1
    return t


run(odd_metaclass, (5,), (9,))


def counted(n):
    o = object()
    b = sys.getrefcount(o)
    for i in range(n):
        try:
            raise Oops(o, i)
        except Oops:
            pass
    return sys.getrefcount(o) - b


run(counted, (5,), (40,))


def local_dies(n):
    t = 0
    for i in range(n):
        try:
            w = [D(i)]
            raise Oops
        except Oops:
            w = None
            LOG.append('x')
    return t


run(local_dies, (3,))


def index_error(lst, n):
    t = 0
    for i in range(n):
        try:
            t += lst[i]
        except IndexError:
            t -= 1
            lst.append(i)
    return t


def indexed(n):
    return index_error([1, 2], n)


run(indexed, (2,), (5,))


def out_of_loop(n):
    try:
        while True:
            n -= 1
            if n < 0:
                raise Oops(n)
    except Oops:
        return n


run(out_of_loop, (3,))


def all_clauses(n):

    def f(i):
        if i > 2:
            raise Oops(i)
        return i
    t = 0
    try:
        for i in range(n):
            t += f(i)
    except Oops as e:
        t += e.args[0] * 100
    else:
        t += 7
    finally:
        t += 1
    return t


run(all_clauses, (2,), (9,))
