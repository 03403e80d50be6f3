# compiled: Dies.__init__, Dies.__del__, innermost, middle, outer, handled, drive, sink, overflow
"""Exceptions that pass through compiled frames: one traceback entry each, locals as they were, order of
deaths; recursion; trace functions that are switched on by what raises (rules 5, 12, 13, 49)."""

import sys
import traceback


class Dies:
    def __init__(self, name, log):
        self.name, self.log = name, log

    def __del__(self):
        self.log.append(self.name)


def innermost(i, log):
    local, more = Dies("innermost", log), i * 2
    return [Dies("on the stack", log), local, 10 // (i % 2 - i % 2)]


def middle(i, log):
    local = Dies("middle", log)
    try:
        return innermost(i, log)
    finally:
        log.append("finally")


def outer(i, log):
    local = Dies("outer", log)
    return middle(i, log) + [i]


def handled(i):
    log = []
    try:
        outer(i, log)
    except ZeroDivisionError as error:
        shown = [(frame.f_code.co_name, line, sorted(frame.f_locals))
                 for frame, line in traceback.walk_tb(error.__traceback__)]
        del error
        return shown, log
    return "not reached"


def drive(n):
    result = None
    for i in range(n):
        result = handled(i)
    return result


def sink(n):
    if n == 0:
        raise KeyError("deep")
    try:
        sink(n - 1)
    except ValueError:
        return "not reached"


def depth(n):
    try:
        sink(n)
    except KeyError as error:
        return len(traceback.extract_tb(error.__traceback__))


def overflow(n):
    try:
        return overflow(n + 1)
    except RecursionError:
        return "caught"


def traced():
    events = []

    def trace(frame, event, argument):
        events.append((frame.f_code.co_name, event))
        return trace

    def switch_on():
        sys._getframe(1).f_trace = trace
        sys.settrace(trace)
        raise OSError("traced")

    def work(n):
        for i in range(n):
            try:
                if i == n - 1:
                    switch_on()
                {}[i]
            except KeyError:
                continue
            except OSError:
                pass
        sys.settrace(None)

    work(200)
    return events


print(drive(60))
print([depth(n) for n in (0, 1, 50)], overflow(0))
print(traced())
