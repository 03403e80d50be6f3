# compiled: fib, depth, limit, look, names, rebound, recoded, defaulted, mixed, Tree.__init__, Tree.count, Tree.height, tree, traced
"""Recursive functions stand in themselves once: limits, frames, rebinding in the middle (rules 1, 18)."""

import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def depth(n):
    if n == 0:
        return 0
    return depth(n - 1) + 1


def limit():
    low, high = 1, 2000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            depth(middle)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


def under(n, function):
    return function() if n == 0 else under(n - 1, function)


def look(n):
    if n == 0:
        return names()
    return look(n - 1)


def names():
    found = []
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_name == "look":
        found.append((frame.f_lineno, sorted(frame.f_locals.items())))
        frame = frame.f_back
    return found


def fail(n):
    if n == 0:
        return missing
    return fail(n - 1) + 1


def places(n):
    try:
        return fail(n)
    except NameError as error:
        found = []
        entry = error.__traceback__
        while entry is not None:
            found.append((entry.tb_frame.f_code.co_name, entry.tb_lineno, entry.tb_frame.f_locals.get("n")))
            entry = entry.tb_next
        return found


def rebound(n):
    global rebound
    if n == 4:
        rebound = other
    if n == 0:
        return "kept"
    return rebound(n - 1)


def other(n):
    return "other", n


def recoded(n):
    if n == 4:
        recoded.__code__ = other.__code__
    if n == 0:
        return "kept"
    return recoded(n - 1)


def defaulted(n, step=1):
    if n == 40:
        defaulted.__defaults__ = (2,)
    if n <= 0:
        return step
    return defaulted(n - step) + step


def mixed(n):
    if n < 2:
        return n
    return mixed(n - 1) + mixed(n - 2) * (1.5 if n == 9 else 1)


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return self.left.count() + self.right.count()

    def height(self, best=0):
        if self.left is None:
            return best
        return max(self.left.height(best + 1), self.right.height(best + 1))


def tree(n):
    if n == 0:
        return Tree(None, None)
    return Tree(tree(n - 1), tree(n - 1))


events = []


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_locals.get("n")))
    return tracer


def traced(n):
    if n == 3:
        sys.settrace(tracer)
    if n == 0:
        return 0
    return traced(n - 1) + 1


for turn in range(200):
    fib(6)
    depth(9)
    look(3)
    traced(2)
    tree(3).count()
    tree(3).height()
    mixed(8)
    if turn > 2:
        defaulted(9)
own_rebound, own_code = rebound, recoded.__code__
for turn in range(400):
    rebound(3)
    recoded(3)

print(fib(15), depth(100), mixed(12))
print(limit(), under(1, limit), under(2, limit), under(51, limit))
print(look(4))
print(places(5))
print(rebound(9), rebound(1))
rebound = own_rebound
print(rebound(3))
print(recoded(9), recoded(1))
recoded.__code__ = own_code
print(recoded(3))
print(defaulted(50), defaulted(41), defaulted(7))
print(tree(6).count(), tree(6).height())
print(traced(7))
sys.settrace(None)
print(events)
sys.setrecursionlimit(300)
print(limit(), under(10, limit))
