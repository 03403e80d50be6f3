# compiled: attempt, wrapper, add, scale, divide, P.step, three, star_of_list, several, mixed, to_builtin, print_nothing, run, keywords, not_callable, collect, who, use, look, use_looked, deep
"""Calls with stars: what is handed on by wrappers, lengths and keywords that change, errors with their lines, and who looks at
frames meanwhile."""
import sys
import traceback


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception:
        return traceback.format_exc()


def passing(fn):
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)
    return wrapper


def counting(fn):
    def wrapper(self, *args, **kwargs):
        self.n += 1
        return fn(
            self,
            *args,
            **kwargs
        )
    return wrapper


def careful(fn):
    def wrapper(*args, **kwargs):
        try:
            return fn(*args, **kwargs)
        except ZeroDivisionError as error:
            return str(error)
        finally:
            log.append(len(args))
    return wrapper


log = []


@passing
def add(a, b):
    return a + b


@passing
def scale(a, k=2):
    return a * k


@careful
def divide(a, b):
    return a / b


class P:
    def __init__(self):
        self.n = self.t = 0

    @counting
    def step(self, x, times=1):
        self.t += x * times
        return self.t


def three(a, b, c=0):
    return a, b, c


def star_of_list(xs):
    return three(*xs)


def several(xs, ys):
    return three(*xs, *ys)


def mixed(x, xs, kw):
    return three(x, *xs, c=3, **kw)


def to_builtin(xs, kw):
    return max(*xs), sorted(xs, **kw), print_nothing(*xs, sep="", **kw)


def print_nothing(*args, sep, **kw):
    return args, sep, kw


def run(n):
    p = P()
    total = 0
    for i in range(n):
        total = add(total, i) + scale(i) + p.step(i)
        divide(i, 2)
        star_of_list((i, 2)), several((i,), [2]), mixed(i, (1,), {})
        to_builtin([i, 2], {})
    return total, p.n, p.t


print(run(1500), len(log))

# Other lengths, other sequences, keywords that are there.
for args in (1, 2, 3), [1, 2], (1,), "ab", range(3), {1: 2, 3: 4}:
    print(attempt(star_of_list, args))
print(several((1, 2), [3]), several([1], (2,)), several((), (1, 2)), attempt(several, (1, 2), (3, 4)))
print(mixed(1, (2,), {}), attempt(mixed, 1, (2,), {"c": 4}), attempt(mixed, 1, (2,), {"d": 4}), attempt(mixed, 1, (2, 3), {}))
print(scale(3, k=5), scale(a=3), scale(3), attempt(scale), attempt(scale, 1, 2, 3), attempt(scale, 1, z=2))
print(attempt(add, 1), attempt(add, 1, "x"), attempt(add, 1, 2, b=3), add(b=1, a=2))
p = P()
print(p.step(2), p.step(2, 3), p.step(x=1), p.step(1, times=4), attempt(p.step), attempt(p.step, 1, 2, 3), p.n)
print(divide(1, 0), attempt(divide, 1, "x"), attempt(divide, 1), log[-3:])
print(to_builtin([1, 2, 3], {"key": int}), attempt(to_builtin, [1], {}))


class Mapping:
    def keys(self):
        return ["c"]

    def __getitem__(self, name):
        return name * 2


print(attempt(three, 1, *(2,), **Mapping()))


def keywords(kw):
    return three(*(1, 2), **kw)


for i in range(1500):
    keywords({})
print(keywords({}), keywords({"c": 1}), keywords(Mapping()), attempt(keywords, {1: 2}), attempt(keywords, None), attempt(keywords, {"a": 2}))


def not_callable(f, xs):
    return f(*xs)


for i in range(1500):
    not_callable(three, (1, i))
print(attempt(not_callable, 3, (1, 2)), attempt(not_callable, three, 4), not_callable(P, ()).t)


# The wrapper keeps what it has been given; callees get tuples of their own.
def keeping(fn):
    def wrapper(*args, **kwargs):
        result = fn(*args, **kwargs)
        kwargs["seen"] = args
        return result, args is result[0], kwargs
    return wrapper


@keeping
def collect(*args, **kwargs):
    kwargs["new"] = 1
    return args, kwargs


for i in range(1500):
    last = collect(1, 2), collect(), collect(x=i)
print(last)


def changing(fn):
    def wrapper(*args, **kwargs):
        kwargs.setdefault("k", len(args))
        args += (5,)
        return fn(*args, **kwargs)
    return wrapper


both = changing(lambda *a, **k: (a, k))
for i in range(1500):
    last = both(i), both(i, k=3)
print(last)


# Another function in the closure, and frames that are looked at.
def exchangeable(fn):
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)

    def exchange(other):
        nonlocal fn
        fn = other
    wrapper.exchange = exchange
    return wrapper


def who(*args):
    frame = sys._getframe(1)
    return frame.f_code.co_name, frame.f_lineno, {k: v for k, v in frame.f_locals.items() if k != "fn"}


swapped = exchangeable(three)


def use(n):
    result = []
    for i in range(n):
        result = swapped(i, 1)
    return result


print(use(2000))
swapped.exchange(who)
print(use(10))
swapped.exchange(lambda *args, **kwargs: kwargs)
print(use(10), swapped(c=1))
print(attempt(lambda: swapped.exchange(5) or use(10)))


def meddling(fn):
    def wrapper(*args, **kwargs):
        look()
        return fn(*args, **kwargs)
    return wrapper


def look():
    if meddle:
        sys._getframe(1).f_locals["kwargs"]["c"] = 7


meddle = False
looked = meddling(three)


def use_looked(n):
    result = []
    for i in range(n):
        result = looked(i, 1)
    return result


print(use_looked(2000))
meddle = True
print(use_looked(2), looked(1, 2))


def deep(n, *args):
    return n if n == 0 else 1 + deep(n - 1, *args)


print(deep(200, 1, 2), [deep(50, 1) for _ in range(40)][-1], "RecursionError" in attempt(deep, 10 ** 6, 1))
