# compiled: days, fill, rotate
"""Operators of C types in hot code: dates, deltas, arrays, deques."""

import array
import collections
import datetime


def days(start, n):
    day = datetime.timedelta(days=1)
    weekend = 0
    for _ in range(n):
        if start.weekday() >= 5:
            weekend += 1
        start += day
    return weekend, start.isoformat()


def fill(items, n):
    for i in range(n):
        items[i % 10] += i
        items[-1] = items[0] - items[1]
    return list(items)


def rotate(queue, n):
    for i in range(n):
        queue.append(queue.popleft() + i % 3)
    return list(queue)


print(days(datetime.date(2024, 1, 1), 800), fill(array.array("q", range(10)), 1000), fill(array.array("d", [0.5] * 10), 500))
print(rotate(collections.deque(range(5)), 1500))
try:
    fill(array.array("b", range(10)), 1000)
except OverflowError as error:
    print(error)
try:
    days(5, 1)
except AttributeError as error:
    print(error)
