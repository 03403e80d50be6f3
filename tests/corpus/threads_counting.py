# compiled: read_local
"""Threads that run the same hot functions at once (rule 21)."""

import threading

lock = threading.Lock()
totals = {}


def work(n):
    total = 0
    for i in range(n):
        total += i % 7 * 0.5
    return total


def run(name):
    result = 0
    for _ in range(10):
        result += work(500)
    with lock:
        totals[name] = result


threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(totals.items()))
local = threading.local()


def read_local(n):
    total = 0
    for i in range(n):
        total += local.value
    return total


def with_local(value):
    local.value = value
    totals[value] = read_local(500)


threads = [threading.Thread(target=with_local, args=(v,)) for v in (1, 2.5)]
for thread in threads:
    thread.start()
    thread.join()
print(totals[1], totals[2.5])
try:
    read_local(1)
except AttributeError:
    print("not set in the main thread")
