# compiled: peek, Node.__init__, Node.__eq__, Node.__lt__, Node.__bool__, Node.__len__, Node.__contains__, Node.__getitem__, Node.__setitem__, run, caught, watcher, test, chain, deep
"""Frames of special methods that stand in their callers: sys._getframe, f_locals, tracebacks with their columns,
handlers round the operator, the limit of recursion."""
import sys
import traceback

look = None


def peek():
    if look is not None:
        look()


class Node:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest

    def __eq__(self, other):
        peek()
        return self.value == other.value

    def __lt__(self, other):
        return self.rest < other.rest if self.rest else False

    def __bool__(self):
        peek()
        return self.value > 0

    def __len__(self):
        return 1 + len(self.rest) if self.rest is not None else 1

    def __contains__(self, value):
        return 10 / (self.value - value) > 0

    def __getitem__(self, key):
        peek()
        return self.value

    def __setitem__(self, key, value):
        self.value = value / key

    def __neg__(self):
        return self.value.missing


def run(a, b, n):
    count = 0
    for i in range(n):
        if a == b:
            count += 1
        if a:
            count += a[i]
        count += len(a)
        if 3 in a:
            count += 1
        a[1] = a.value
    return count


def negate(a):
    return 1 + -a


def caught(items):
    out = []
    for item in items:
        try:
            out.append(7 in item)
        except ZeroDivisionError as error:
            out.append(error.__traceback__.tb_next.tb_lineno)
        try:
            item[item.value - 7] = 1
        except ZeroDivisionError as error:
            out.append(str(error))
        try:
            if item == None:
                out.append(1)
        except AttributeError as error:
            out.append(str(error))
        try:
            out.append(item["x"])
        finally:
            out.append(2)
    return len(out), out[-12:]


for turn in range(4):
    print(run(Node(5, Node(1)), Node(5), 500))
    print(caught([Node(i % 9 + 1) for i in range(300)]))


def watcher():
    frame = sys._getframe(1)
    names = []
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)[:3]
                      if frame.f_code.co_name in ("run", "__eq__") else None))
        frame = frame.f_back
    seen.append(names)


seen = []
look = watcher
print(run(Node(5, Node(1)), Node(5), 3))
for names in seen:
    print(names)

kept = []
look = lambda: kept.append(sys._getframe(2))
print(run(Node(5), Node(5), 4))
print([(f.f_code.co_name, f.f_locals.get("key"), f.f_back and f.f_back.f_code.co_name) for f in kept])

look = None


def failing(function, *args):
    try:
        function(*args)
    except Exception:
        text = traceback.format_exc()
        print(text.replace(__file__, "FILE"))


for item in ("s", 3):
    failing(run, Node(item), Node(item), 300)
    failing(negate, Node(item))


class BadTruth:
    def __bool__(self):
        return 1


def test(thing, n):
    for i in range(n):
        if i > n - 3 and thing:
            return i
    return -1


print(test(Node(1), 600), test(Node(-1), 600))
failing(test, BadTruth(), 600)


def chain(depth):
    node = Node(1)
    for _ in range(depth):
        node = Node(1, node)
    return node


def deep(function):
    low, high = 1, 5000
    while high - low > 1:
        middle = (low + high) // 2
        try:
            function(middle)
            low = middle
        except RecursionError as error:
            message = str(error)
            high = middle
    return low, message


def compares(depth):
    return chain(depth) < chain(depth)


sys.setrecursionlimit(400)
for turn in range(3):
    print(abs(deep(compares)[0] - 198) < 3, deep(compares)[1])
