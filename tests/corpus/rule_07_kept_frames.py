# compiled: keep, outer, running, failing
# hot: failing, keep, outer, running
"""Frame objects outlive hot calls with the last values, f_back, and clear() (semantics rule 7)."""

import sys

kept = []


def keep(n):
    value = n * 0.5
    later = [n]
    if n >= 6000:
        kept.append(sys._getframe())
        value += 1
        del later
    other = value + 1
    return other


def outer(n):
    total = 0
    for i in range(n):
        total += keep(i)
    return total


def running():
    frame = sys._getframe()
    try:
        frame.clear()
    except RuntimeError as error:
        return str(error)


def failing(n):
    local = n * 2
    return local / (n - n)


print(outer(6000))
print(outer(6003))
for frame in kept:
    print(sorted(frame.f_locals.items()), frame.f_lineno - keep.__code__.co_firstlineno,
          frame.f_back.f_code.co_name if frame.f_back else None, frame.f_lasti > 0)
    frame.clear()
    print(frame.f_locals)
for _ in range(2000):
    message = running()
    try:
        failing(3)
    except ZeroDivisionError as error:
        caught = error
print(message, caught.__traceback__.tb_next.tb_frame.f_locals)
caught.__traceback__.tb_next.tb_frame.clear()
print(caught.__traceback__.tb_next.tb_frame.f_locals)
