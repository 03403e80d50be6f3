# compiled: work
# hot: work
"""3.11 has no sys.monitoring, and hot code does not bring it (semantics rule 16)."""

import sys


def work(n):
    found = 0
    for i in range(n):
        found += hasattr(sys, "monitoring")
    return found


print(work(9000), sorted(name for name in dir(sys) if "monitor" in name))
