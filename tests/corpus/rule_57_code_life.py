# compiled: make, last_call
# hot: last_call, work
"""Code objects die with their machine code, are replaced and marshalled as ever (semantics rule 57)."""

import gc
import marshal
import weakref

SOURCE = """
def work(n):
    total = 0
    for i in range(n):
        total += i * {0} + helper(i)
    return total

def helper(n):
    return n + {0}
"""


def make(number):
    names = {"__name__": "__main__"}
    exec(compile(SOURCE.format(number), "made.py", "exec"), names)
    return names["work"]


def last_call(n):
    gone.append(weakref.ref(last_call.__code__))
    total = 0
    for i in range(n):
        total += i
        if i == n - 2:
            last_call.__code__ = other.__code__
    return total


def other(n):
    return -n



gone = []
results = []
for i in range(4):
    work = make(i)
    results.append(work(6000))
    gone.append(weakref.ref(work.__code__))
    del work
    gc.collect()
print(results, [one() for one in gone])
del gone[:]
for turn in range(3):
    work = make(7)
    work(5000)
    before = marshal.dumps(make(7).__code__)
    print(marshal.dumps(work.__code__) == before, marshal.loads(before) == work.__code__,
          work.__code__.replace(co_name="renamed").co_name, hash(work.__code__) == hash(make(7).__code__))
print(last_call(9000), gone[0]() is None, last_call(3))
