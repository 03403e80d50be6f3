# compiled: set_and_raise, caller
"""A trace function set by a callee sees the exception in the hot caller, and no second call of it."""

import sys

events = []


def trace(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno))
    return trace


def set_and_raise(on):
    if on:
        sys.settrace(trace)
        sys._getframe().f_back.f_trace = trace
        raise ValueError("traced")
    return 1


def caller(on):
    try:
        total = set_and_raise(False)
        total += set_and_raise(on)
    except ValueError:
        total = -1
    return total


for turn in range(600):
    total = caller(turn == 599)
sys.settrace(None)
print(total, events)
