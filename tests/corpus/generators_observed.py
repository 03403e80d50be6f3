# compiled: counter, running, outer, look, Thing.__init__, Thing.__del__, keeps, references, cyclic, cycles, Resurrects.__init__, Resurrects.__del__, resurrection, traced, switches, switching, moved, lines
"""Generators looked at: gi_frame, f_locals, gi_running, gi_yieldfrom, lines, references, the collector, tracing
switched on in the middle, several threads.  Semantics rules 2, 5, 8, 12, 53, 55, 56."""

import gc
import sys
import threading
import weakref


def counter(n, extra):
    total = 0
    for i in range(n):
        total += i
        half = total / 2
        yield total
        unset_later = half
        del half
    return extra


def running(holder):
    yield holder[0].gi_running, holder[0].gi_frame.f_lineno
    local = 5
    yield holder[0].gi_running, sorted(holder[0].gi_frame.f_locals), holder[0].gi_yieldfrom


def outer(inner):
    local = "outer"
    yield from inner
    local = "over"
    yield local


def look():
    for rounds in range(60):
        out = []
        it = counter(4, "x")
        out.append((it.gi_running, it.gi_frame.f_lineno, it.gi_frame.f_locals))
        for value in it:
            frame = it.gi_frame
            out.append((value, frame.f_lineno, dict(frame.f_locals), frame.f_lasti, frame.f_back))
        out.append((it.gi_frame, it.gi_code.co_name))
    for line in out:
        print(line)
    for rounds in range(60):
        holder = []
        holder.append(running(holder))
        out = list(holder[0])
    print(out)
    for rounds in range(60):
        inner = counter(2, None)
        it = outer(inner)
        out = [it.gi_yieldfrom]
        for value in it:
            out.append((value, it.gi_yieldfrom is inner, it.gi_frame.f_locals["local"]))
    print(out)


class Thing:
    alive = 0

    def __init__(self):
        Thing.alive += 1

    def __del__(self):
        Thing.alive -= 1


def keeps(thing, n):
    me = thing
    for i in range(n):
        yield i
    del me, thing
    yield "gone"
    yield "end"


def references():
    for rounds in range(60):
        thing = Thing()
        it = keeps(thing, 3)
        next(it)
        counts = [sys.getrefcount(thing)]
        next(it)
        counts.append(sys.getrefcount(thing))
        del thing
        counts.append(Thing.alive)
        counts.append([(value, Thing.alive) for value in it])
    print(counts)
    for rounds in range(60):
        it = keeps(Thing(), 3)
        next(it)
        before = Thing.alive
        it = None
        after = Thing.alive
    print(before, after)


def cyclic(box):
    thing = Thing()
    for i in range(5):
        yield i
        box.append(i)


def cycles():
    gc.collect()
    for rounds in range(60):
        box = []
        it = cyclic(box)
        next(it), next(it)
        box.append(it)
        ref = weakref.ref(it)
        del it, box
    print(Thing.alive > 0)
    gc.collect()
    print(ref(), Thing.alive)


saved = []


def survivor(n):
    try:
        for i in range(n):
            yield i
    finally:
        saved.append("closing")
        yield "once more"


class Resurrects:
    def __init__(self, it):
        self.it = it

    def __del__(self):
        saved.append(self.it)


def resurrection():
    for rounds in range(40):
        saved.clear()
        holder = Resurrects(counter(3, None))
        next(holder.it)
        del holder
        out = list(saved[0])
    print(out)


def traced():
    events = []

    def tracer(frame, event, arg):
        if frame.f_code is counter.__code__:
            events.append((event, frame.f_lineno, arg if event == "return" else None))
            return tracer

    for rounds in range(60):
        events.clear()
        it = counter(6, "last")
        next(it), next(it)
        sys.settrace(tracer)
        next(it), next(it)
        sys.settrace(None)
        rest = list(it)
    print(events, rest)


def switches(n):
    for i in range(n):
        if i == 2:
            sys.settrace(lambda frame, event, arg: None)
        yield i


def switching():
    for rounds in range(40):
        it = switches(4)
        out = []
        for value in it:
            out.append((value, sys.gettrace() is not None))
        sys.settrace(None)
    print(out)


def moved():
    it = counter(4000, None)
    results = []

    def work():
        results.append(sum(next(it) for k in range(500)))

    for k in range(6):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    print(results, next(it))


def lines(n):
    i = 0
    while i < n:
        yield sys._getframe().f_lineno
        i += 1
        yield (
            sys._getframe().f_lineno,
            i)


look()
references()
cycles()
resurrection()
traced()
switching()
moved()
for rounds in range(60):
    out = list(lines(2))
print(out)
