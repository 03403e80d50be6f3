# compiled: rows, mixed, effects
"""Guards that fail late in a bytecode: the interpreter starts again where nothing had happened yet."""

log = []


class Loud:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        log.append(self.value)
        return self.value + other

    __radd__ = __mul__ = __add__

    def __del__(self):
        log.append("gone")


def rows(table, k):
    total = 0
    for i in range(len(table)):
        row = table[i]
        total = row[k] + table[i][k + 1] * 2 + total
    return total


def mixed(values, n):
    total = 0.0
    last = None
    for i in range(n):
        item = values[i]
        last = item + values[i + 1] * 0.5
        total = last + total + values[i + 2]
    return total, last


def effects(values, out):
    for i in range(len(values) - 2):
        out.append(i)
        out[0] = values[i] + values[i + 1] + values[i + 2]
        out[i] = out[0] + i
    return len(out), out[:4], out[-4:]


table = [[i, i + 1, i * 2] for i in range(900)]
print(rows(table, 0), rows(table, 1))
for bad in (1.5, 2 ** 64, True, Loud(7)):
    table[700][1] = bad
    print(rows(table, 0))
for bad in ("x", None, ()):
    table[800][1] = bad
    try:
        print(rows(table, 0))
    except TypeError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
table[800] = 5
try:
    rows(table, 0)
except TypeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
values = [i * 0.25 for i in range(1200)]
print(mixed(values, 1198))
for bad in (3, 2 ** 70, Loud(1)):
    values[600] = bad
    print(mixed(values, 1198))
try:
    mixed(values, 1199)
except IndexError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
values = list(range(900))
print(effects(values, [0]))
for bad in (0.5, 2 ** 63, Loud(3)):
    values[500] = bad
    print(effects(values, [0]))
values[400] = "x"
out = [0]
try:
    effects(values, out)
except TypeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno, len(out))
del table, values, out, bad
print(len(log), log[:12], log[-3:])
