# compiled: leaf, middle, outer, countdown, keep
# hot: leaf, middle, outer, countdown
"""Frames seen through calls of compiled functions: at each depth, with lines, locals and f_back; frame objects that
outlive the calls; the same through recursion, generators and other threads (rules 1, 2, 5, 7, 10)."""

import sys
import threading

look = None


def leaf(x):
    y = x * 2
    if look is not None:
        look()
    return y + 1


def middle(x, scale=3):
    a = leaf(x)
    b = leaf(a) * scale
    return a + b


def outer(n):
    total = 0
    for i in range(n):
        total += middle(i)
    return total


def countdown(n):
    if n == 0:
        if look is not None:
            look()
        return 0
    return countdown(n - 1) + n


def warm():
    print(outer(8000))
    total = 0
    for i in range(400):
        total += countdown(20)
    print(total)


def describe(frame):
    out = []
    while frame is not None and frame.f_code.co_name not in ("<module>", "with_look"):
        numbers = sorted((k, v) for k, v in frame.f_locals.items() if isinstance(v, int))
        out.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, numbers))
        frame = frame.f_back
    return out


def with_look(what, function, *args):
    global look
    look = what
    try:
        return function(*args)
    finally:
        look = None


warm()

# at each depth
seen = []


def depths():
    for depth in range(1, 4):
        seen.append((depth, sys._getframe(depth).f_code.co_name, sys._getframe(depth).f_lineno % 1000 > 0))
    seen.append(describe(sys._getframe(1)))


with_look(depths, outer, 2)
for line in seen:
    print(line)
del seen[:]

with_look(lambda: seen.append(describe(sys._getframe(1))), countdown, 6)
print(seen)
del seen[:]

# frames that outlive their calls
frames = []


def keep():
    frames.append(sys._getframe(1))


with_look(keep, outer, 3)
for frame in frames:
    print(describe(frame)[0], frame.f_back.f_code.co_name if frame.f_back else None)
print(frames[0].f_back is frames[1].f_back, frames[0] is frames[1])
del frames[:]
with_look(keep, countdown, 30)
chain, frame = [], frames[0]
while frame is not None and frame.f_code is countdown.__code__:
    chain.append(frame.f_locals["n"])
    frame = frame.f_back
print(chain)
frames[0].clear()
print(frames[0].f_locals, frames[0].f_back.f_locals)
del frames[:], frame

# changed while it runs
def replaced():
    global leaf
    old, leaf = leaf, lambda x: -x
    frames.append(old)


print(with_look(replaced, outer, 3))
leaf = frames.pop()
code = leaf.__code__


def recoded():
    leaf.__code__ = (lambda x: x + 1000).__code__


print(with_look(recoded, outer, 3))
leaf.__code__ = code


def recursion_replaced():
    countdown.__code__ = (lambda n: 100).__code__


code = countdown.__code__
print(with_look(recursion_replaced, countdown, 50), countdown(50))
countdown.__code__ = code
print(countdown(50))


# generators and threads that call
def produce(n):
    for i in range(n):
        yield middle(i)


print(sum(produce(4000)))
print(with_look(lambda: seen.append([f[0] for f in describe(sys._getframe(1))]), sum, produce(1)), seen[0][:3])
results = []


def work(k):
    results.append((k, outer(300 + k), countdown(k)))


threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results))

# tracing switched on deep inside
events = []


def trace(frame, event, arg):
    if frame.f_code.co_name in ("leaf", "middle", "outer", "countdown"):
        events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return trace


def tracing():
    if sys.gettrace() is None:
        frame = sys._getframe(1)
        while frame is not None:
            frame.f_trace = trace
            frame = frame.f_back
        sys.settrace(trace)


print(with_look(tracing, countdown, 3))
sys.settrace(None)
print(events)
del events[:]
print(with_look(tracing, outer, 1))
sys.settrace(None)
print(events)
