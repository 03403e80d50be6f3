# compiled: mixed, Holder.put, run
# inlined: mixed
"""What dies in an inlined callee needs its frame only if somebody can see it: lists, tuples, plain instances and functions
go without; a finaliser, be it deep inside of what dies, and a weak reference's callback see all frames."""

import sys
import weakref


class Holder:
    def __init__(self, held):
        self.held = held

    def put(self, value):
        self.held = value
        return value


class Watcher:
    def __init__(self, note):
        self.note = note

    def __del__(self):
        log.append((self.note, where(2)))


log = []


def where(depth):
    frame, found = sys._getframe(depth), []
    while frame is not None and len(found) < 3:
        found.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return found


def mixed(value):
    made = [value, (value,)]
    made = None
    return value


def run(values, holder=Holder(None)):
    n = 0
    while values:
        mixed(values[-1])
        holder.put(values.pop())
        n += 1
        f = lambda: n
        n += f() & 1
        f = None
    holder.put(None)
    return n


class WithReference(Holder):
    pass


def referred(value):
    made = WithReference(value)
    kept.append(weakref.ref(made, lambda _: log.append(("weak", where(2)))))
    return made


kept = []
for _ in range(3000):
    result = run([Holder(1), [2], (3, [4]), 5, Holder])
print(result, log)
print(run([Watcher("first"), 2, Holder(Watcher("held"))]), log)
log.clear()
print(run([[(Watcher("deep"),)], [[[[[[Watcher("deeper")]]]]]]]), log)
log.clear()
print(run([referred(1), Holder(referred(2)), 3]), log)
log.clear()
shared = Watcher("shared")
print(run([shared, [shared], Holder(shared), (lambda: 1)]), log)
del shared
print(log)
log.clear()
deep = None
for _ in range(50):
    deep = [deep]
print(run([deep]))
