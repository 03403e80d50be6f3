# compiled: helper, work, switch
# hot: helper
"""sys.settrace and sys.setprofile switched on and off around and inside hot code (rule 12)."""

import sys

events = []


def tracer(frame, event, argument):
    if frame.f_code.co_name in ("work", "helper", "switch"):
        events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
        return tracer
    return None


def helper(i):
    return i * 2


def work(n):
    total = 0
    for i in range(n):
        total += helper(i)
    return total


def switch(n, at):
    total = 0
    for i in range(n):
        if i == at:
            sys.settrace(tracer)
        total += helper(i)
    sys.settrace(None)
    return total


print(work(1500))
sys.settrace(tracer)
work(2)
sys.settrace(None)
print(events, work(1500))
del events[:]
print(switch(1000, 997), events)
counts = {}
sys.setprofile(lambda frame, event, argument: counts.update({event: counts.get(event, 0) + 1}))
work(3)
sys.setprofile(None)
print(sorted(counts.items()), work(1500))
