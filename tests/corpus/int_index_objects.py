# compiled: Index.__index__, use
"""__index__ objects in ranges, subscripts, slices and shifts; __int__, __float__ and __bool__."""


class Index:
    def __init__(self, n):
        self.n = n
        self.calls = 0

    def __index__(self):
        self.calls += 1
        return self.n


class Wrong:
    def __index__(self):
        return "no"

    def __bool__(self):
        return 1

    def __len__(self):
        return -1


def use(items, i):
    total = 0
    for k in range(i):
        total += items[i] + items[k] + len(items[:i])
    return total


i = Index(5)
items = list(range(100, 110))
for _ in range(200):
    result = use(items, i)
print(result, i.calls, use(items, 5), use(items, True), hex(Index(255)), [1, 2][Index(-1)])
for text in ("items[Wrong()]", "range(Wrong())", "bool(Wrong())", "not Wrong()", "len(Wrong())", "1 if Wrong() else 2", "items[Index(50)]"):
    try:
        print(eval(text))
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
