# compiled: work, helper
# hot: helper
"""Hot functions called while the interpreter shuts down: atexit, module teardown, __del__ (rule 62)."""

import atexit


def work(n):
    total = 0
    for i in range(n):
        total += helper(i)
    return total


def helper(i):
    return i * 2


class Last:
    def __init__(self):
        self.work = work

    def __del__(self):
        print("last", self.work(10))


atexit.register(lambda: print("at exit", work(1000)))
keep = Last()
print(work(1500))
