# compiled: count
# hot: count, spin
"""PyThreadState_SetAsyncExc reaches hot loops; threads take turns (semantics rules 20, 21 and 22).

The same machine code runs in several threads: their thread state is no constant."""

import ctypes
import sys
import threading
import time


class Stop(Exception):
    pass


def spin(box):
    turns = 0
    try:
        while True:
            turns += 1
            if turns & 1023 == 0:
                box[0] = turns
    except Stop:
        return "stopped"


def count(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total


def run(target, *arguments):
    results.append(target(*arguments))


results = []
print(count(9000))
boxes = [[0], [0], [0]]
threads = [threading.Thread(target=run, args=(spin, box)) for box in boxes]
sys.setswitchinterval(0.0005)
for thread in threads:
    thread.start()
while not all(box[0] for box in boxes):
    time.sleep(0.001)
for thread in threads:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop))
for thread in threads:
    thread.join()
counters = [threading.Thread(target=run, args=(count, 20000)) for _ in range(4)]
for thread in counters:
    thread.start()
for thread in counters:
    thread.join()
print(results)
