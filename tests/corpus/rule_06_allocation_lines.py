# compiled: work, drive
# hot: drive, work
"""tracemalloc knows the line of every allocation in a hot function (semantics rule 6)."""

import linecache
import tracemalloc


def work(n, keep):
    big = n * 1_000_003.5
    row = [big, n]
    pair = (row, big)
    text = f"number {n}"
    table = {
        "row": row,
        n: text,
    }
    if keep:
        kept.append(
            [pair, table]
        )
        kept.append(n + 0.25)
        kept.append(n * 10**9)
        kept.append(text + "!" * 3)
    return big


kept = []


def drive(n):
    total = 0.0
    for i in range(n):
        total += work(i, False)
    return total


print(drive(9000))
tracemalloc.start(3)
before = tracemalloc.take_snapshot()
for i in range(1, 200):
    work(5000 + i, True)
after = tracemalloc.take_snapshot()
tracemalloc.stop()
first = work.__code__.co_firstlineno
for change in sorted(after.compare_to(before, "lineno"), key=lambda change: change.traceback[0].lineno):
    frame = change.traceback[0]
    if frame.filename == __file__ and first <= frame.lineno < first + 20 and change.count_diff > 100:
        print(frame.lineno - first, round(change.count_diff, -2), linecache.getline(__file__, frame.lineno).strip())
