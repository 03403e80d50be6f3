# compiled: keywords, defaults, stars, many, changing, deep
# inlined: scale, fill, only, spread, total_of
"""Calls of known functions in all shapes: names, defaults, keyword-only parameters, stars that take the rest, more
than six arguments; and what changes of them on the way (semantics rules 9, 11)."""
import sys


def scale(a, b=2, *, c=3):
    return a * b + c


def fill(a, b=[], /, c=()):
    return a + len(b) + len(c)


def only(*, a, b=4):
    return a - b


def spread(a, *rest, **named):
    return a + len(rest) * 2 + len(named) * 3


def total_of(*rest):
    return rest[0] + rest[1]


class Point:
    def __init__(self, x=0, y=0, *, z=1):
        self.x = x
        self.y = y
        self.z = z

    def moved(self, dx=0, dy=0):
        return self.x + dx - self.y - dy + self.z


def keywords(n):
    total = 0
    for i in range(n):
        total += scale(i, b=1) + scale(b=i, a=2) + scale(i, c=1, b=2) + only(a=i) + only(b=1, a=i)
        point = Point(y=i, x=2) if i % 2 else Point(i, z=3)
        total += point.moved(dy=1) + point.moved(1, dy=i)
    return total


def defaults(n):
    total = 0
    for i in range(n):
        total += scale(i) + fill(i) + fill(i, (1, 2)) + fill(i, c=(1,))
    return total


def stars(n):
    total = 0
    for i in range(n):
        total += spread(i) + spread(i, 1) + spread(i, 1, 2, key=3) + spread(i, k=1, l=2) + total_of(i, 1)
    return total


def nine(a, b, c, d, e, f, g, h, i=9):
    if a < 0:
        return [a]
    for _ in range(1):
        a += b * c - d + e * f - g + h
    return a + i


def many(n):
    total = 0
    for i in range(n):
        total += nine(i, 1, 2, 3.5, 4, 5, 6, i) + nine(1, 2, 3, 4, 5, 6, 7, h=i, i=i)
    return total


print(keywords(5000), defaults(5000), stars(5000), many(5000), nine(-1, 2, 3, 4, 5, 6, 7, 8))


def direct(a, b, *rest, c=5, **named):
    total = 0
    for item in rest:
        total += item
    return total + a - b + c + len(named)


def drive(n):
    total = 0
    for i in range(n):
        total += direct(i, 1) + direct(i, b=2) + direct(1, 2, 3, i, c=i) + direct(1, b=2, x=i, y=i)
    return total


print(drive(5000))


# The defaults, the keyword defaults, and what is in them change.
def changing(n):
    results = []
    total = 0
    for i in range(n):
        if i == n - 400:
            scale.__defaults__ = (7,)
        elif i == n - 300:
            scale.__kwdefaults__["c"] = 1.5
        elif i == n - 200:
            scale.__kwdefaults__ = {"c": 10, "d": 1}
        elif i == n - 100:
            fill.__defaults__[0].append(1)
        elif i == n - 50:
            del scale.__kwdefaults__["c"]
        try:
            total += scale(i) + scale(i, c=1) + fill(i)
        except TypeError as error:
            total += 1
            text = str(error)
    results.append((total, text))
    scale.__defaults__ = None
    scale.__kwdefaults__ = {"c": 3}
    for i in range(50):
        try:
            total += scale(i)
        except TypeError as error:
            text = str(error)
    results.append((total, text))
    scale.__defaults__ = (2,)
    return results


print(changing(5000))


# Wrong calls raise as always, with the names.
def wrong(n):
    texts = set()
    for i in range(n):
        for call in (lambda: scale(i, d=1), lambda: scale(1, 2, 3), lambda: scale(1, a=1), lambda: only(1),
                     lambda: fill(a=1), lambda: nine(1, 2, 3), lambda: only()):
            try:
                call()
            except TypeError as error:
                texts.add(str(error))
    return sorted(texts)


for text in wrong(300):
    print(text)


# Frames and tracebacks of callees with all these.
def looking(a, *rest, b=2, **named):
    if a == 1999:
        frame = sys._getframe()
        print([frame.f_locals[name] for name in ("a", "b", "rest", "named")], frame.f_back.f_lineno - frame.f_back.f_code.co_firstlineno)
    if a == 2000:
        raise ValueError(b)
    return a + b


def through(n):
    total = 0
    for i in range(n):
        total += looking(i, i, b=i, c=1)
        total += looking(
            i,
            b=3)
    return total


try:
    through(2500)
except ValueError as error:
    tb = error.__traceback__.tb_next
    print(error, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno)
    tb = tb.tb_next
    print(tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, sorted(tb.tb_frame.f_locals))


def deep(n, *, step=1):
    return 0 if n <= 0 else 1 + deep(n - step, step=step)


print(sum(deep(20) for _ in range(2000)))
limit = sys.getrecursionlimit()
sys.setrecursionlimit(120)
for depth in range(60, 200):
    try:
        deep(depth)
    except RecursionError:
        print("too deep at", depth)
        break
sys.setrecursionlimit(limit)
