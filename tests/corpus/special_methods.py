# compiled: V.__init__, V.__eq__, V.__lt__, V.__le__, V.__mul__, V.__iadd__, V.__isub__, V.__sub__, V.__getitem__, V.__setitem__, V.__delitem__, V.__len__, V.__contains__, V.__neg__, V.__invert__, V.__pos__, V.__abs__, V.__bool__, Sized.__init__, Sized.__len__, compare, compute, truths, lengths, shown, all_of_it, W.__gt__, W.__eq__, equals, wrong, Index.__index__, fail, Changing.__eq__, Other.__eq__, change
"""Special methods of instances in hot loops: comparisons, arithmetic, containers, truth, length; then what each
guard was for changes in mid-loop."""


class V:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return (self.x, self.y) < (other.x, other.y)

    def __le__(self, other):
        return self.x <= other.x

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return V(self.x - other.x, self.y - other.y)

    def __getitem__(self, i):
        if i == 0:
            return self.x
        if i == 1:
            return self.y
        raise IndexError(i)

    def __setitem__(self, i, value):
        if i == 0:
            self.x = value
        else:
            self.y = value

    def __delitem__(self, i):
        self.y = 0

    def __len__(self):
        return 2

    def __contains__(self, value):
        return self.x == value or self.y == value

    def __neg__(self):
        return V(-self.x, -self.y)

    def __invert__(self):
        return V(self.y, self.x)

    def __pos__(self):
        return self

    def __abs__(self):
        return self.x * self.x + self.y * self.y

    def __bool__(self):
        return self.x != 0

    def __hash__(self):
        return 5


class Sized:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)


def compare(items, n):
    found = []
    for i in range(n):
        a, b = items[i % len(items)], items[(i + 1) % len(items)]
        if a == b:
            found.append("==")
        if a != b:
            found.append("!=")
        if a < b:
            found.append("<")
        if a > b:
            found.append(">")
        if a <= b:
            found.append("<=")
        kept = a >= b
        found.append(kept)
    return "".join(map(str, found[-25:])), len(found)


def compute(v, n):
    total = 0
    for i in range(n):
        w = 2.0 * v * 3 - v
        w += v
        w -= v
        w[0] = i
        w[1] += 1
        total += w[0] + w[1]
        total += len(w)
        if i in w:
            total += 1
        if -1 not in w:
            total += 2
        total += abs(-w) + abs(~w) + abs(+w)
        del w[1]
        total += w[1]
    return total


def truths(things, n):
    seen = [0, 0, 0, 0, 0]
    for i in range(n):
        thing = things[i % len(things)]
        if thing:
            seen[0] += 1
        if not thing:
            seen[1] += 1
        seen[2] += bool(thing and True)
        seen[3] += (thing or 7) == 7
        while thing:
            seen[4] += 1
            break
    return seen


def lengths(things, n):
    total = 0
    for i in range(n):
        total += len(things[i % len(things)])
    return total


def spread(thing, n):
    total = 0
    for i in range(n):
        given = (thing,)
        total += len(*given) + len(*(thing,)) + abs(*given)
    return total


def shown(function, *args):
    try:
        return function(*args)
    except Exception as error:
        frames, at = [], error.__traceback__
        while at is not None:
            code = at.tb_frame.f_code
            places = list(code.co_positions())[at.tb_lasti // 2]
            frames.append((code.co_name, at.tb_lineno, places))
            at = at.tb_next
        return type(error).__name__, str(error), frames[1:]


def all_of_it(label):
    points = [V(i % 3 + 0.5, i % 2) for i in range(6)]
    print(label, shown(compare, points, 600))
    print(label, shown(compute, V(1.5, 2), 300))
    print(label, shown(truths, [V(0, 1), V(1, 0)], 600))
    print(label, shown(truths, [Sized([]), Sized([1])], 600))
    print(label, shown(truths, [None, V(1, 2), V(0, 2)], 600))
    print(label, shown(lengths, [Sized([1, 2]), Sized("abc")], 600))
    print(label, shown(lengths, [V(1, 2)], 600))
    print(label, shown(spread, V(1, 2), 600))


for turn in range(4):
    all_of_it("first")

# Mixed operands, subclasses that are asked first.
class W(V):
    def __gt__(self, other):
        return "W.gt"

    def __eq__(self, other):
        return "W.eq"

    __hash__ = V.__hash__

    def __rmul__(self, other):
        return V(100, 200)

    def __rsub__(self, other):
        return V(7, 7)


print("subclass", compare([V(1, 2), W(1, 2)], 500))
print("subclass", compare([W(1, 2), V(1, 2), V(0, 0)], 500))
print("others", compare([V(1, 2), V(1, 2), V(0, 0)], 500))
print("others", shown(compare, [V(1, 2), 3], 500))
print("others", shown(compare, [3, V(1, 2)], 500))


def equals(pairs, n):
    out = []
    for i in range(n):
        a, b = pairs[i % len(pairs)]
        out.append((a == b, a != b, b == a, b != a))
    return out[-len(pairs):]


for pairs in ([(V(1, 2), None)], [(V(1, 2), "s")], [(V(1, 2), 5)], [(V(1, 2), V(1, 2))],
              [(V(1, 2), V(1, 2)), (V(1, 2), None), (V(1, 3), W(1, 3)), (V(1, 2), [1])]):
    print("equals", equals(pairs, 800))

# The dunders answer what they should not.
def wrong(name, answer):
    kept = V.__dict__[name]
    setattr(V, name, answer)
    all_of_it(name)
    setattr(V, name, kept)
    print(name, shown(compute, V(1.5, 2), 200))


class Index:
    def __index__(self):
        return 4


class Falsy:
    def __bool__(self):
        raise KeyError("no truth")


def fail(self, *others):
    raise ZeroDivisionError("in the method")


for answer in (-1, 1 << 70, "two", 2.0, True, Index(), None):
    wrong("__len__", lambda self, answer=answer: answer)
for answer in (1, None, "yes"):
    wrong("__bool__", lambda self, answer=answer: answer)
for answer in (1, 0, "", [1], Falsy(), NotImplemented):
    wrong("__eq__", lambda self, other, answer=answer: answer)
    wrong("__contains__", lambda self, other, answer=answer: answer)
    wrong("__lt__", lambda self, other, answer=answer: answer)
for name in ("__eq__", "__lt__", "__mul__", "__iadd__", "__sub__", "__getitem__", "__setitem__", "__delitem__",
             "__len__", "__contains__", "__neg__", "__abs__", "__bool__"):
    wrong(name, fail)

# From inside a loop, by the method itself.
class Changing:
    count = 0

    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        Changing.count += 1
        if Changing.count == 300:
            Changing.__eq__ = lambda self, other: "changed"
        if Changing.count == 200:
            self.__class__ = Other
        return self.x == other.x

    __hash__ = None


class Other:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return "other"


def change(a, b, n):
    out = {}
    for i in range(n):
        answer = a == b
        out[answer] = out.get(answer, 0) + 1
    return out


print("changing", change(Changing(1), Changing(1), 700))
print("changing", change(Changing(1), Changing(1), 700))
try:
    hash(Changing(1))
except TypeError as error:
    print(error)
print(len({V(1, 2), V(1, 2), V(2, 1)}), V(1, 2) in {V(1, 2): 1})
