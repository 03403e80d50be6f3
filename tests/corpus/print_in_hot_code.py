# compiled: noisy, loop
"""Output written from hot code keeps its order with what the interpreter writes, on both streams."""

import sys


def noisy(i):
    if i % 500 == 0:
        print("out", i)
        print("err", i, file=sys.stderr)
    return i


def loop(n):
    total = 0
    for i in range(n):
        total += noisy(i)
    return total


print(loop(2000))
sys.stdout.write("no newline")
print("", loop(3), sep=";", end="!\n")
print(*range(5), sep="-", flush=True)
sys.stdout.flush()
try:
    print(1, sep=5)
except TypeError as error:
    print(error)
