# compiled: leaf, middle, drive, spin
# hot: drive, leaf, middle, spin
"""faulthandler dumps hot frames: on demand, on a signal, after a time (semantics rules 6 and 63)."""

import faulthandler
import re
import signal
import sys
import tempfile
import time


def report(file):
    file.flush()
    file.seek(0)
    lines = [re.sub(r'File ".*/', 'File "', line) for line in file.read().splitlines()]
    file.seek(0)
    file.truncate()
    return [line for line in lines if "File" in line]


def leaf(n, how):
    total = n + 1
    if how == "dump":
        faulthandler.dump_traceback(file, all_threads=False)
    elif how == "signal":
        signal.raise_signal(signal.SIGUSR1)
    return total


def middle(n, how):
    text = how
    answer = leaf(n, text)
    return answer + 1


def drive(n, how):
    total = 0
    for i in range(n):
        total += middle(i, how if i == n - 1 else "")
    return total


def spin(seconds):
    end = time.monotonic() + seconds
    turns = 0
    while turns < 100_000 or time.monotonic() < end:
        turns += 1
    return turns > 0


file = tempfile.TemporaryFile("w+")
faulthandler.register(signal.SIGUSR1, file, all_threads=False)
print(drive(6000, ""))
for how in ("dump", "signal"):
    print(drive(3000, how), *report(file), sep="\n")
faulthandler.unregister(signal.SIGUSR1)
spin(0.0)  # compiled now: that takes time
faulthandler.dump_traceback_later(0.05, file=file)
print(spin(0.2))
faulthandler.cancel_dump_traceback_later()
lines = report(file)
print("in spin" in lines[0], len(lines))
