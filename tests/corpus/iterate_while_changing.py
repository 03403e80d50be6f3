# compiled: grow, replace, grow_items, grow_values, grow_set, caught, shrink, shrink_reversed, steal, steal_zip, again, broken, errors, zip_errors, strict, Mortal.__init__, Mortal.__del__, deaths, zip_deaths, early, show
"""Containers that change under loops that are advanced in line, iterators that are advanced from elsewhere,
exceptions out of what is iterated over, and when objects die."""
import sys


def grow(d, at):
    seen = []
    for key in d:
        seen.append(key)
        if key == at:
            d[-1] = 0
    return seen


def replace(d, at):
    seen = []
    for key in d:
        seen.append(key)
        if key == at:
            del d[key]
            d[100 + key] = 0
    return seen


def grow_items(d, at):
    seen = 0
    for key, value in d.items():
        seen += value
        if key == at:
            d[-1] = 0
    return seen


def grow_values(d, at):
    seen = 0
    for value in d.values():
        seen += value
        if value == at:
            d.clear()
    return seen


def grow_set(s, at):
    seen = 0
    for x in s:
        seen += x
        if x == at:
            s.add(-1)
    return seen


def caught(d, at):
    seen = 0
    try:
        for key, value in d.items():
            seen += value
            if key == at:
                d[-1] = 0
    except RuntimeError as error:
        return seen, str(error), error.__traceback__.tb_lineno
    return seen


def shrink(xs, at):
    seen = []
    for i, x in enumerate(xs):
        seen.append((i, x))
        if x == at:
            del xs[at // 2:]
    return seen


def shrink_reversed(xs, at):
    seen = []
    for x in reversed(xs):
        seen.append(x)
        if x == at:
            del xs[at // 2:]
    return seen


def steal(xs, every):
    """The iterator below enumerate, and enumerate itself, are advanced by the body."""
    inner = iter(xs)
    outer = enumerate(inner)
    seen = []
    for i, x in outer:
        seen.append((i, x))
        if x % every == 0:
            seen.append(next(inner, "end"))
            seen.append(next(outer, "end"))
    seen.append(next(outer, "over"))
    return seen


def steal_zip(a, b, every):
    left, right = iter(a), iter(b)
    both = zip(left, right)
    seen = []
    for x, y in both:
        seen.append(x - y)
        if x % every == 0:
            next(left, None)
            seen.append(next(both, "end"))
    return seen, next(both, "over")


def again(d):
    it = iter(d.items())
    first = [key for key, value in it]
    for key, value in it:
        first.append(value)
    d["new"] = 1
    for key, value in it:
        first.append(value)
    return first


def broken(n, at):
    for i in range(n):
        yield i
        if i == at:
            raise KeyError(at)


def errors(n, at):
    seen = 0
    try:
        for i, x in enumerate(broken(n, at)):
            seen += i * x
    except KeyError as error:
        return seen, error.args
    return seen


def zip_errors(n, at):
    seen = 0
    try:
        for x, y in zip(broken(n, n), broken(n, at)):
            seen += x * y
    except KeyError as error:
        return seen, error.args
    return seen


def strict(a, b):
    seen = 0
    for x, y in zip(a, b, strict=True):
        seen += x * y
    return seen


class Mortal:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def deaths(n):
    for i, x in enumerate(Mortal(i) for i in range(n)):
        log.append(("at", i, x.name))
    log.append("behind")


def zip_deaths(n):
    for a, b in zip((Mortal(i) for i in range(n)), (Mortal(-i) for i in range(n - 1))):
        log.append(("at", a.name, b.name))
    log.append("behind")


def early(d):
    for i, (key, value) in enumerate(d.items()):
        if i == 3:
            frame = sys._getframe()
            return sorted(name for name in frame.f_locals), i, key, value


def show(f, *args):
    try:
        print(f.__name__, f(*args))
    except Exception as error:
        print(f.__name__, type(error).__name__, error)


log = []
for turn in range(60):
    grow(dict.fromkeys(range(30)), 99), grow_items({i: i for i in range(30)}, 99), replace(dict.fromkeys(range(9)), 99)
    grow_values({i: i for i in range(30)}, 99), grow_set(set(range(30)), 99), caught({i: i for i in range(30)}, 99)
    shrink(list(range(30)), 99), shrink_reversed(list(range(30)), 99), steal(range(1, 20), 7), steal_zip(range(1, 30), range(30), 8)
    again({i: i for i in range(9)}), errors(20, 30), zip_errors(20, 30), strict(range(20), range(20)), early({i: i for i in range(9)})
for at in (0, 5, 29):
    show(grow, dict.fromkeys(range(30)), at), show(grow_items, {i: i for i in range(30)}, at)
    show(grow_values, {i: i for i in range(30)}, at), show(grow_set, set(range(30)), at)
    show(caught, {i: i for i in range(30)}, at), show(shrink, list(range(30)), at)
    show(shrink_reversed, list(range(30)), at), show(errors, 30, at), show(zip_errors, 30, at)
    show(replace, dict.fromkeys(range(9)), at)
for every in (2, 5, 19):
    show(steal, list(range(1, 20)), every), show(steal_zip, list(range(1, 20)), list(range(20)), every)
show(again, {i: i for i in range(9)}), show(early, {i: i for i in range(9)})
for a, b in ((3, 3), (3, 4), (4, 3), (0, 1)):
    show(strict, list(range(a)), list(range(b)))
for f in (deaths, zip_deaths):
    for _ in range(30):
        del log[:]
        f(5)
    print(f.__name__, log)
