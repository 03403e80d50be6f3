# compiled: use
"""Standard library modules written in Python, run hot: textwrap, heapq, bisect, statistics, difflib, string."""

import bisect
import copy
import difflib
import heapq
import random
import re
import statistics
import string
import textwrap


def use(i):
    text = textwrap.fill("the quick brown fox jumps over the lazy dog " * 3, 30 + i % 10)
    data = [(j * 37 + i) % 101 for j in range(30)]
    heapq.heapify(data)
    smallest = [heapq.heappop(data) for _ in range(3)]
    position = bisect.bisect(sorted(data), 50)
    deep = copy.deepcopy({"a": [1, {"b": (2, 3)}], "i": i})
    name = string.Template("$a-$b").substitute(a=i, b="x")
    return len(text), smallest, position, deep["i"], name


for i in range(30):
    result = use(i)
print(result)
rng = random.Random(7)
values = [rng.gauss(0, 1) for _ in range(200)]
print(round(statistics.mean(values), 9), round(statistics.stdev(values), 9), statistics.median([3, 1, 2]))
print(difflib.SequenceMatcher(None, "private Thread currentThread", "private volatile Thread").ratio())
print(re.sub(r"(\w+)-(\d+)", lambda m: m[2] + m[1], "abc-12 x-3 " * 20)[:20], rng.sample(range(1000), 5), rng.choices("abc", k=5))
