# compiled: work
"""Hot code in a subinterpreter, and in the main one before and after (rule 61)."""

import _xxsubinterpreters as interpreters

SOURCE = """
def work(n):
    total = 0
    for i in range(n):
        total += i % 7
    return total

for _ in range(5):
    result = work(1500)
print("inside", result, flush=True)
"""


def work(n):
    total = 0
    for i in range(n):
        total += i % 5
    return total


print(work(1500), flush=True)
for _ in range(2):
    identity = interpreters.create()
    interpreters.run_string(identity, SOURCE)
    interpreters.destroy(identity)
    print(work(1500), flush=True)
