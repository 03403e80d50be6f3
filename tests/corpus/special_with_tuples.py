# compiled: Grid.__init__, Grid.index, Grid.__getitem__, Grid.__setitem__, Grid.__contains__, Apart.__getitem__, Apart.__setitem__, smooth, total, fill, by_key, several, kept, attempt, divide, guarded
# hot: smooth, total, fill
# inlined: Grid.__getitem__, Grid.__setitem__, Grid.index
"""`g[x, y]` where the class takes the tuple apart, with stars or by unpacking; attributes that are methods called with stars;
classes, instances and keys that change (semantics rules 29, 32, 43, 47)."""
import sys
import traceback


class Grid:
    def __init__(self, w, h):
        self.w, self.h = w, h
        self.data = [float(k) for k in range(w * h)]

    def index(self, x, y):
        return y * self.w + x

    def __getitem__(self, xy):
        return self.data[self.index(*xy)]

    def __setitem__(self, xy, v):
        self.data[self.index(*xy)] = v

    def __contains__(self, xy):
        return self.index(*xy) < len(self.data)


class Apart:
    def __init__(self):
        self.data = list(range(100))

    def __getitem__(self, xy):
        x, y = xy
        return self.data[10 * x + y]

    def __setitem__(self, xy, v):
        x, y = xy
        self.data[10 * x + y] = v


class Seen(Grid):
    def index(self, x, y):
        frame = sys._getframe(1)
        names.append((frame.f_code.co_name, frame.f_locals["xy"], frame.f_back.f_code.co_name))
        return 0


names = []


def smooth(g, n):
    for _ in range(n):
        for y in range(1, 6):
            for x in range(1, 6):
                g[x, y] = (g[x, y - 1] + g[x, y + 1] + g[x - 1, y] + g[x + 1, y]) * 0.25
    return sum(g.data)


def total(g, n):
    result = 0
    for k in range(n):
        result += g[k % 7, 3]
    return result


def fill(g, n, v):
    for k in range(n):
        g[k % 7, 2] = v
    return g.data[14:28]


def ask(g, n):
    return sum((k, k) in g for k in range(n))


def by_key(g, key, n):
    result = 0
    for _ in range(n):
        result += g[key]
    return result


def several(g, keys, n):
    result = 0
    for k in range(n):
        result += g.index(*keys[k % len(keys)])
    return result


def kept(g, keys):
    index, out = g.index, []
    for key in keys:
        out.append(index(*key))
    return out, index.__name__


def attempt(f, *args):
    try:
        return f(*args)
    except Exception:
        return traceback.format_exc()


for k in range(3):
    print(smooth(Grid(8, 8), 60), smooth(Apart(), 60), total(Grid(8, 8), 3000), total(Apart(), 3000))
    print(fill(Grid(8, 8), 3000, k), ask(Grid(60, 60), 100), by_key(Grid(8, 8), (1, 2), 3000))
    print(several(Grid(8, 8), [(1, 2), (3, 4)], 3000), kept(Grid(8, 8), [(1, 2)] * 3000)[0][-1])

# Keys of other kinds and lengths.
for g in Grid(8, 8), Apart():
    for key in (1, (1,), (1, 2, 3), [1, 2], iter((1, 2)), "ab", {1: 2, 2: 3}, (1, 2.5), (100, 100), (-1, 0), (True, 1)):
        print(attempt(by_key, g, key, 1))
print(several(Grid(8, 8), [(1, 2), [3, 4], iter((5, 6)), {1: 1, 2: 2}], 4), attempt(several, Grid(8, 8), [(1, 2), (3,)], 3))
print(fill(Grid(8, 8), 9, "a"), attempt(smooth, Grid(8, 4), 1), attempt(kept, Grid(2, 2), [(1, 2), None]))

# Other classes and instances in the same places.
g = Grid(8, 8)
print(total(Seen(8, 8), 3), fill(Seen(8, 8), 2, 1)[:2], names)
g.index = lambda x, y: 1
print(total(g, 10), fill(g, 3, -1)[:2], g.data[1], ask(g, 3), several(g, [(1, 2)], 3))
del g.index
print(total(g, 10))
for index in staticmethod(lambda x, y: 2), classmethod(lambda cls, x, y: len(cls.__name__)), property(lambda s: max), len:
    Grid.index = index
    print(attempt(total, g, 10), attempt(several, g, [(1, 2)], 3))
Grid.index = lambda self, *xy: sum(xy)
print(total(g, 1000), several(g, [(1, 2), (1, 2, 3)], 3000))
Grid.index = lambda self, x, y=0, *, k=1: x + k
print(total(g, 1000), several(g, [(1, 2), (4,)], 3000))


# The index divides, so that it raises inside of what has been put in.
def divide(self, x, y):
    return y // x


Grid.index = divide


def guarded(g, n):
    errors = result = 0
    for k in range(n):
        try:
            result += g[k % 5, 9]
        except ZeroDivisionError as error:
            errors += 1
            depth, trace = 0, error.__traceback__
            while trace is not None:
                depth, trace = depth + 1, trace.tb_next
    return result, errors, depth


print(guarded(g, 6000), attempt(total, g, 3))
