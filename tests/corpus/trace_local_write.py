# compiled: work
# hot: work
"""A trace function that changes a local of the traced function, and one that raises (rule 4)."""

import ctypes
import sys


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def raising(frame, event, argument):
    if event == "line" and frame.f_code.co_name == "work" and frame.f_locals.get("i") == 3:
        raise KeyError("from the tracer")
    return raising


def writing(frame, event, argument):
    if event == "line" and frame.f_code.co_name == "work" and frame.f_locals.get("i") == 3:
        frame.f_locals["total"] = 1000
    return writing


for _ in range(3):
    work(1000)
sys.settrace(raising)
try:
    work(10)
except KeyError as error:
    print(error)
finally:
    sys.settrace(None)
print(work(1000))
sys.settrace(writing)
result = work(10)
sys.settrace(None)
print(result, work(1000))
