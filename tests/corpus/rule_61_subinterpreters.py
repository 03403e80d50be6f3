# compiled: calls
# hot: calls, work
"""The same source hot in the main interpreter and in others, before and after (semantics rules 22 and 61)."""

import _xxsubinterpreters as interpreters
import threading

SOURCE = """
class Thing:
    step = 2

    def go(self, n):
        return n * self.step

def work(n):
    thing = Thing()
    total = 0
    for i in range(n):
        total += thing.go(i) % 7
    return total
"""


def calls(function, n):
    total = 0
    for i in range(n):
        total += function(3)
    return total


def inside(identity, number):
    interpreters.run_string(identity, SOURCE + f"print('inside', {number}, work(6000), flush=True)")


exec(SOURCE)
print(work(9000), calls(work, 3000), flush=True)
for number in range(3):
    identity = interpreters.create()
    if number < 2:
        inside(identity, number)
    else:
        thread = threading.Thread(target=inside, args=(identity, number))
        thread.start()
        thread.join()
    interpreters.destroy(identity)
    print(work(9000), calls(work, 2000), flush=True)
