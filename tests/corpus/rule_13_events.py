# compiled: helper, work
# hot: helper, work
"""All events of tracing and profiling for functions that were hot before (semantics rule 13)."""

import sys


def helper(x):
    return abs(x) + len("abc")


def work(n):
    total = 0
    for i in range(n):
        total += helper(-i)
        if i == 2:
            try:
                int("no")
            except ValueError:
                total += 1
    return total


def plain_lines(frame, event, argument):
    events.append((event, frame.f_code.co_name, frame.f_lineno - first))
    return plain_lines


def no_lines(frame, event, argument):
    frame.f_trace_lines = False
    return plain_lines(frame, event, argument) and no_lines


def opcodes(frame, event, argument):
    frame.f_trace_opcodes = True
    events.append((event, frame.f_lasti))
    return opcodes


def profiler(frame, event, argument):
    name = getattr(argument, "__name__", None)
    events.append((event, frame.f_code.co_name, name))


events = []
first = helper.__code__.co_firstlineno
print(work(9000))
for tracer in (plain_lines, no_lines, opcodes):
    del events[:]
    sys.settrace(tracer)
    work(4)
    sys.settrace(None)
    print(len(events), *events[:60], sep="\n  ")
del events[:]
sys.setprofile(profiler)
work(4)
sys.setprofile(None)
print(*events, sep="\n  ")
print(work(9000))
