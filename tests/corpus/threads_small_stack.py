# compiled:
"""Recursion in a thread with a small stack (rule 19)."""

import threading

results = []


def depth(n):
    if n == 0:
        return 0
    return 1 + depth(n - 1)


def run():
    for _ in range(20):
        depth(50)
    results.append(depth(900))
    try:
        depth(5000)
    except RecursionError as error:
        results.append(str(error))


threading.stack_size(256 * 1024)
thread = threading.Thread(target=run)
thread.start()
thread.join()
print(results)
