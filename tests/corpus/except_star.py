# compiled: work, gather, handle
"""except* and exception groups around hot functions."""


def work(i):
    if i % 4 == 0:
        raise ValueError(i)
    if i % 4 == 1:
        raise KeyError(i)
    return i


def gather(n):
    errors = []
    total = 0
    for i in range(n):
        try:
            total += work(i)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup(f"{len(errors)} of {n}", errors)
    return total


def handle(n):
    values = keys = 0
    try:
        return gather(n)
    except* ValueError as group:
        values = len(group.exceptions)
    except* KeyError as group:
        keys = len(group.exceptions)
    return values, keys


for _ in range(30):
    result = handle(40)
print(result, handle(0))
try:
    gather(3)
except ExceptionGroup as group:
    print(group, [repr(error) for error in group.exceptions])
