# compiled: Node.__init__, Node.next_total, Node.sized, names, total, weight, nothing, chain, look_at, caught, limit, Grow.__init__, grow
"""Direct calls out of inlined bodies: frames, positions, limits, exceptions (rules 1, 18)."""

import sys


class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest

    def next_total(self, look):
        return total(self.rest, look) + weight(self.value)

    def sized(self, look):
        return self.next_total(look) + 1


def names():
    found = []
    frame = sys._getframe(1)
    while frame is not None:
        found.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return found


def total(node, look):
    if node is None:
        return look(node)
    return node.sized(look)


def weight(value):
    return value + 1


def nothing(node):
    return 0


def frames(node):
    global seen
    seen = names()
    return len(seen)


def local_names(node):
    global seen
    seen = [sorted(sys._getframe(k).f_locals) for k in range(7)]
    return 1


def fail(node):
    return node.value


def chain(n):
    node = None
    for value in range(n):
        node = Node(value, node)
    return node


def look_at(look, n):
    return total(chain(n), look)


def caught(look, n):
    try:
        return total(chain(n), look)
    except AttributeError as error:
        names = []
        entry = error.__traceback__
        while entry is not None:
            names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
            entry = entry.tb_next
        return names


def limit():
    """The longest chain that still goes, and that one more does not."""
    low, high = 1, 2000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            total(chain(middle), nothing)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


class Grow:
    """Each instance makes the next in its __init__: the class's call is a level of its own."""

    def __init__(self, n):
        self.depth = n
        self.rest = grow(n - 1) if n else None


def grow(n):
    return Grow(n)


def grow_limit():
    low, high = 1, 1000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            grow(middle)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


def under(depth, function):
    return function() if depth == 0 else under(depth - 1, function)


events = []


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno))
    return tracer


def trace(node):
    sys.settrace(tracer)
    return 1


def untrace(node):
    sys.settrace(None)
    return 1


for turn in range(600):
    look_at(nothing, 4)
    caught(nothing, 3)
    grow(3)

print(look_at(frames, 3), seen)
print(look_at(local_names, 3), seen)
print(caught(fail, 5))
print(limit(), under(7, limit), under(100, limit))
print(grow_limit(), under(10, grow_limit))
old = sys.getrecursionlimit()
sys.setrecursionlimit(400)
print(limit(), grow_limit())
sys.setrecursionlimit(old)
print(look_at(trace, 2))
sys.settrace(None)
print(events)
print(look_at(nothing, 5), caught(fail, 1), limit())
