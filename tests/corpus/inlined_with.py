# compiled: Depth.__enter__, Depth.__exit__, Other.__exit__, plain, nested, swallowed, passed_on, leaves, kinds, changing, Raising.__enter__, Raising.__exit__, raising, Looking.look, Looking.__enter__, Looking.__exit__, looking, Grows.__enter__, Grows.__exit__, grows, from_c, in_generator, Traced.__enter__, Traced.__exit__, traced
# inlined: Depth.__enter__, Depth.__exit__, Grows.__enter__
"""`with` as known calls of __enter__ and __exit__: other classes, methods that change before and inside of the block,
exceptions in the block, in __enter__ and in __exit__, frames that somebody looks at (semantics rules 29, 49, 5)."""
import io
import sys
import threading
import traceback


class Depth:
    def __init__(self):
        self.now = self.most = 0

    def __enter__(self):
        self.now += 1
        if self.now > self.most:
            self.most = self.now
        return self

    def __exit__(self, kind, error, trace):
        self.now -= 1
        return kind is ZeroDivisionError


class Other(Depth):
    def __exit__(self, kind, error, trace):
        self.now -= 2
        return True


def plain(n):
    depth, total = Depth(), 0
    for i in range(n):
        with depth as inner:
            total += inner.now
    return total, depth.now


def nested(n):
    depth, total = Depth(), 0
    for i in range(n):
        with depth, depth:
            total += depth.now
            with depth:
                total += depth.now
    return total, depth.now, depth.most


def swallowed(n):
    depth, total = Depth(), 0
    for i in range(n):
        with depth:
            total += 100 // (i % 10)
    return total, depth.now


def passed_on(n):
    depth, total, lines = Depth(), 0, set()
    for i in range(n):
        try:
            with depth:
                total += [1, 2, 3][i % 5]
        except IndexError as error:
            total += 7
            lines.add(tuple((f.name, f.lineno, f.colno) for f in traceback.extract_tb(error.__traceback__)))
    return total, depth.now, sorted(lines)


def leaves(n):
    depth = Depth()
    for i in range(n):
        with depth:
            if i % 3 == 0:
                continue
            if i == n - 2:
                return i, depth.now
        depth.most += depth.now
    return None


def kinds(n):
    first, second, total = Depth(), Other(), 0
    for i in range(n):
        manager = second if i % 7 == 3 and i > n // 2 else first
        with manager:
            total += manager.now
    return total, first.now, second.now


# The method that leaves is the one that was there on entry.
def changing(n):
    depth, total = Depth(), 0
    before = Depth.__exit__, Depth.__enter__
    for i in range(n):
        try:
            with depth as inner:
                if i == 2000:
                    Depth.__exit__ = lambda self, *args: setattr(self, "now", 1000)
                if i == 2500:
                    Depth.__exit__ = before[0]
                    Depth.__enter__ = lambda self: "entered"
                if i == 3000:
                    del Depth.__enter__
                if i == 3500:
                    Depth.__enter__ = before[1]
                    Depth.__exit__.__code__ = (lambda self, kind, error, trace: total).__code__ \
                        if False else Depth.__exit__.__code__
                total += len(inner) if isinstance(inner, str) else inner.now
        except TypeError as error:
            total += len(str(error))
            if i == 3200:
                Depth.__enter__ = before[1]
    Depth.__exit__, Depth.__enter__ = before
    return total, depth.now


class Raising:
    def __init__(self):
        self.turns = 0

    def __enter__(self):
        self.turns += 1
        if self.turns % 900 == 0:
            raise ValueError("enter", self.turns)
        return self

    def __exit__(self, kind, error, trace):
        if self.turns % 700 == 0:
            raise KeyError("exit", self.turns)


def raising(n):
    manager, seen = Raising(), []
    for i in range(n):
        try:
            with manager:
                if i % 1400 == 1399:
                    raise OSError(i)
        except (ValueError, KeyError, OSError) as error:
            frames = [(f.name, f.lineno, f.colno) for f in traceback.extract_tb(error.__traceback__)]
            seen.append((repr(error), repr(error.__context__), frames))
    return seen


class Looking:
    def __init__(self):
        self.turns, self.seen = 0, []

    def look(self):
        frame = sys._getframe(1)
        names = []
        while frame.f_code.co_name != "<module>":
            names.append((frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)))
            frame = frame.f_back
        self.seen.append(names)

    def __enter__(self):
        self.turns += 1
        if self.turns % 1000 == 0:
            self.look()
        return self.turns

    def __exit__(self, kind, error, trace):
        if self.turns % 1500 == 0:
            self.look()


def looking(n):
    manager, total = Looking(), 0
    for i in range(n):
        with manager as turn:
            total += turn
    return total, manager.seen


class Grows:
    """Ints that leave the machine's."""
    def __init__(self):
        self.size = 1 << 40

    def __enter__(self):
        self.size *= 3
        return self.size

    def __exit__(self, kind, error, trace):
        if self.size > 1 << 200:
            self.size = 1 << 40


def grows(n):
    manager, total = Grows(), 0
    for i in range(n):
        with manager as size:
            total ^= size
    return total


def from_c(n):
    lock, again, total = threading.Lock(), threading.RLock(), 0
    for i in range(n):
        with lock:
            total += lock.locked()
        with again:
            with again as got:
                total += got
        with io.StringIO("text") as text:
            total += len(text.read(i % 4))
    return total, lock.locked()


def in_generator(n):
    depth = Depth()
    for i in range(n):
        with depth as inner:
            yield inner.now + i
    yield depth.now


class Traced:
    """Somebody begins to trace in __enter__."""
    def __init__(self):
        self.turns, self.lines = 0, []

    def trace(self, frame, event, arg):
        if frame.f_code.co_name == "traced":
            self.lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
            if len(self.lines) > 5:
                sys.settrace(None)
                frame.f_trace = None
                return None
        return self.trace

    def __enter__(self):
        self.turns += 1
        if self.turns == 3000:
            sys._getframe(1).f_trace = self.trace
            sys.settrace(self.trace)

    def __exit__(self, kind, error, trace):
        return False


def traced(n):
    manager, total = Traced(), 0
    for i in range(n):
        with manager:
            total += i
    return total, manager.lines


print(plain(5000))
print(nested(4000))
print(swallowed(4000))
print(passed_on(4000))
print(leaves(5000))
print(kinds(5000))
print(changing(5000))
for line in raising(5000):
    print(line)
print(looking(5000))
print(grows(5000))
print(from_c(3000))
print(sum(in_generator(3000)))
print(traced(5000))
