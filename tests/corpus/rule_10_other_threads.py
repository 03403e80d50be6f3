# compiled:
# hot: drive, leaf, middle, spin
"""sys._current_frames() from another thread, while hot code runs (semantics rule 10)."""

import sys
import threading
import time

ready = threading.Event()
stop = threading.Event()


def leaf(n, name):
    square = n * n
    if n == -1:
        ready.set()
        stop.wait()
    return square


def middle(n, name):
    doubled = n + n
    label = name + "!"
    return leaf(n, label) + doubled


def drive(n):
    total = 0
    for i in range(n):
        total += middle(i, "warm")
    total += middle(-1, "asked")
    return total


def spin(flags):
    turns = 0
    while flags:
        turns += 1
    return turns > 0


drive_result = []
thread = threading.Thread(target=lambda: drive_result.append(drive(9000)))
thread.start()
ready.wait()
frame = sys._current_frames()[thread.ident]
seen = []
while frame is not None:
    if frame.f_code.co_filename == __file__ and frame.f_code.co_name != "<lambda>":
        seen.append((frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals.items())))
    frame = frame.f_back
stop.set()
thread.join()
print(*seen, drive_result, sep="\n")
flags = [1]
answers = []
other = threading.Thread(target=lambda: answers.append(spin(flags)))
other.start()
names = set()
while "spin" not in names:
    names.add(sys._current_frames()[other.ident].f_code.co_name)
    time.sleep(0.001)
time.sleep(0.02)
top = sys._current_frames()[other.ident]
print(top.f_code.co_name, top.f_lineno in range(spin.__code__.co_firstlineno + 2, spin.__code__.co_firstlineno + 5))
flags.clear()
other.join()
print(answers)
