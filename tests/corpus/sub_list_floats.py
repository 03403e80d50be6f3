# compiled: scale, accumulate
"""Floats in list slots: updated in place, aliased, compared by identity (semantics rule 36)."""


def scale(values, factor):
    for i in range(len(values)):
        values[i] = values[i] * factor


def accumulate(values, n):
    for i in range(n):
        values[0] += 0.5
        values[1] -= values[0]
        values[2] = values[0]


values = [float(i) for i in range(200)]
kept = values[:]
alias = values[10]
for _ in range(20):
    scale(values, 1.01)
print(values[10], kept[10], alias, kept[10] is alias)
triple = [0.0, 0.0, 0.0]
first = triple[0]
accumulate(triple, 2000)
print(triple, first, triple[0] is triple[2])
shared = 1.5
row = [shared, shared, shared]
accumulate(row, 3)
print(row, shared)
