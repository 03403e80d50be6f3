# compiled: ends_unbound, both_unbound
"""Arithmetic behind a load that always fails: nothing is known of its operands (semantics rule 44)."""


class Counter:
    pass


counter = Counter()
counter.value = 1


def ends_unbound(xs):
    for x in xs:
        last = x
        del last
    counter.value += round(missing)
    for missing in xs:
        pass
    return last + 1


def both_unbound(flag):
    if not flag:
        a = b = 1
        del a, b
    return a * b - (a + 2.5)


failures = 0
for turn in range(400):
    try:
        ends_unbound([1, 2, 3])
    except UnboundLocalError as error:
        failures += 1
        text = str(error)
    try:
        both_unbound(False)
    except UnboundLocalError as error:
        failures += 1
print(failures, text, counter.value)


def range_of_unbound(n):
    if n < 0:
        limit = n
    del n
    return [i for i in range(n + 1)], n * 2


for turn in range(200):
    try:
        range_of_unbound(3)
    except UnboundLocalError as error:
        text = str(error)
print(text)
