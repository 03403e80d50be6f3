# compiled: callers, Evil.__init__, Evil.__del__, Plain.__init__, Slots.__init__, Method.__init__, in_tuple, in_instance, in_slots, in_closure, in_method, in_iterator, at_return, notice, weakly, rebound, nothing
# hot: in_instance, in_slots, in_closure, in_method, in_iterator, at_return
"""What dies in functions that are called without a frame: most of it unseen.  Where something with a finaliser or a
weak reference's callback goes with it, however deep inside, that sees the frames (semantics rule 53)."""
import sys
import weakref

seen = []


def callers():
    names = []
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_name != "<module>":
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


class Evil:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        seen.append((self.name, callers()))


class Plain:
    def __init__(self, value):
        self.value = value
        self.other = None


class Slots:
    __slots__ = ("value", "other", "__weakref__")

    def __init__(self, value):
        self.value = value


class Method:
    def __init__(self, evil):
        self.evil = evil

    def method(self):
        return 1


def in_tuple(value, depth):
    """Not put in: it calls itself."""
    if depth > 0:
        return in_tuple(value(), depth - 1) if depth > 90 else in_tuple(value, depth - 1) + 1
    pair = (value, [value, (1.5, "s")])
    pair = None
    return 0


def in_instance(make, depth):
    if depth > 0:
        return in_instance(make, depth - 1) + 1
    plain = Plain(make())
    plain.other = plain.value
    plain = None
    return 0


def in_slots(make, depth):
    if depth > 0:
        return in_slots(make, depth - 1) + 1
    slots = Slots((make(), Plain(make())))
    slots = None
    return 0


def in_closure(make, depth):
    if depth > 0:
        return in_closure(make, depth - 1) + 1
    held = make()

    def inner(default=make()):
        return held, default

    held = inner = None
    return 0


def in_method(make, depth):
    if depth > 0:
        return in_method(make, depth - 1) + 1
    bound = Method(make()).method
    bound = None
    return 0


def in_iterator(make, depth):
    if depth > 0:
        return in_iterator(make, depth - 1) + 1
    total = 0
    for item in [make(), make()]:
        total += 1
    item = None
    return total


def at_return(make, depth):
    """The frame is gone already."""
    if depth > 0:
        return at_return(make, depth - 1) + 1
    plain = Plain([make()])
    return 0


def notice(reference):
    seen.append(("weak", callers()))


def weakly(cls, depth):
    if depth > 0:
        return weakly(cls, depth - 1) + 1
    plain = cls(2)
    kept.append(weakref.ref(plain, notice))
    plain = None
    return 0


def rebound(n):
    """Overwrites itself while it runs."""
    global rebound
    if n > 0:
        return rebound(n - 1) + 1
    own, rebound = rebound, None
    own = None
    return 0


def nothing():
    return 7


def evil():
    return Evil("evil")


def resurrecting():
    return Back()


class Back:
    def __del__(self):
        kept.append(self)


kept = []
makers = nothing, evil, resurrecting
functions = in_instance, in_slots, in_closure, in_method, in_iterator, at_return
for _ in range(800):
    for function in functions:
        function(nothing, 3)
    in_tuple(7, 3), in_tuple(kept, 3)
    weakly(Plain, 0), weakly(Slots, 2)
print(len(seen), len(kept))
del kept[:], seen[:]
for make in makers:
    for function in functions:
        print(function.__name__, make.__name__, function(make, 3), len(kept))
        for entry in seen:
            print("   ", *entry)
        del seen[:]
print(in_tuple(Evil("argument"), 3), seen)
del seen[:]
shared = Evil("shared")
print(in_tuple(shared, 2), seen)
del shared
print(seen)
print(weakly(Plain, 3), weakly(Slots, 3), seen[1:])
again = rebound
for _ in range(2000):
    rebound = again
    again(3)
print(rebound)
