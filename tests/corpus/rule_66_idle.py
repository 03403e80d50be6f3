# compiled: work
# hot: work
"""No thread is started and no library mapped before anything is hot (semantics rule 66)."""

import os
import time


def threads():
    return len(os.listdir("/proc/self/task"))


def llvm():
    with open("/proc/self/maps") as maps:
        return any("libLLVM" in line for line in maps)


before = threads(), os.environ.get("ADDER_THRESHOLD") is None and llvm()


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


print(before, work(20000))
start = os.times()
time.sleep(0.2)
end = os.times()
print(end.user - start.user + end.system - start.system < 0.1)
