# compiled: total
# hot: total
"""Hashes of str differ between processes; machine code bakes none in (semantics rule 42)."""

import os
import subprocess
import sys

PROGRAM = """
def count(words, n):
    table = {}
    for i in range(n):
        word = words[i % len(words)]
        table[word] = table.get(word, 0) + 1
        if "alpha" in table:
            table["alpha"] += 1
    return sorted(table.items())

class Thing:
    alpha = 1
    def beta(self):
        return self.alpha

def attributes(n):
    thing, total = Thing(), 0
    for i in range(n):
        total += thing.beta() + getattr(thing, "al" + "pha")
    return total

print(count(["alpha", "beta", "ga" + "mma"], 9000), attributes(6000), hash("alpha") != 0)
"""


def total(words, n):
    length = 0
    for i in range(n):
        length += len(words[i & 1])
    return length


outputs = set()
for seed in ("0", "1", "random", "4294967295"):
    outputs.add(subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True,
                               env={**os.environ, "PYTHONHASHSEED": seed}).stdout)
print(outputs, total(["ab", "c"], 9000))
