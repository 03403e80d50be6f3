# compiled: count
"""sys.argv, environment and standard input seen from hot code."""

import os
import sys


def count(words):
    total = 0
    for word in words:
        total += len(word)
    return total


print(sys.argv[1:], os.path.basename(sys.argv[0]), sys.stdin.read())
print(count(["a", "bc"] * 800), __name__, sys.flags.optimize, __debug__)
