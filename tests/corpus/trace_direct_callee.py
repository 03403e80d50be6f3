# compiled: leaf, maybe, drive
"""A function that is called directly, from a callee that was put in, has all frames below traced: they are from the next line on."""
import sys

events = []


def tracer(frame, event, argument):
    if frame.f_code.co_name != "tracer":
        events.append((event, frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)))
    return tracer


def set_all():
    sys.settrace(tracer)
    frame = sys._getframe(1)
    while frame is not None:
        frame.f_trace = tracer
        frame = frame.f_back


armed = [False]


def maybe():
    if armed[0]:
        set_all()
    return [1]


def leaf(n):
    k = maybe()
    x = n * 2
    return x + len(k)


def drive(n):
    total = 0
    for i in range(n):
        total += leaf(i)
    return total


def run():
    for i in range(5):
        armed[0] = False
        print(drive(3000))
        armed[0] = True
        print(drive(2))
        sys.settrace(None)
        for event in events:
            print(*event)
        del events[:]


run()
