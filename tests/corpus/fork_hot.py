# compiled: split, loop
# hot: split
"""fork with compiled code on the stack: parent and child go on (rule 60)."""

import os
import sys


def split(i):
    if i == 1200:
        sys.stdout.flush()
        return os.fork()
    return -1


def loop(n):
    total = 0
    pid = None
    for i in range(n):
        answer = split(i)
        if answer >= 0:
            pid = answer
        total += i
    return pid, total


pid, total = loop(2000)
if pid == 0:
    print("child", total, flush=True)
    os._exit(7)
print("parent", total, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
