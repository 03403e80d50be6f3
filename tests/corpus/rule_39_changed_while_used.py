# compiled: grow, remove, get, put, walk, find, attempt
# hot: find, get, grow, put, walk
"""Lists and dicts changed while they are walked, compared and indexed (semantics rule 39)."""


class Index:
    def __init__(self, value, action=None):
        self.value = value
        self.action = action

    def __index__(self):
        if self.action:
            self.action()
        return self.value


class Shrinks:
    def __init__(self, items):
        self.items = items

    def __eq__(self, other):
        self.items.clear()
        return False

    def __hash__(self):
        return 1


def grow(items, limit):
    seen = 0
    for item in items:
        seen += 1
        if len(items) < limit:
            items.append(item)
    return seen


def remove(items):
    seen = []
    for item in items:
        seen.append(item)
        items.remove(item)
    return len(seen), len(items)


def get(items, i):
    return items[i]


def put(items, i, value):
    items[i] = value
    return items


def walk(table, change):
    total = 0
    for key in table:
        total += key
        if change:
            table[key + 1000] = 1
    return total


def find(items, wanted):
    return wanted in items


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (IndexError, KeyError, RuntimeError, TypeError, ValueError) as error:
        return type(error).__name__, str(error)


for i in range(2500):
    get([1, 2, 3], i % 3), put([1, 2], i & 1, i), find([1, 2], i), get({1: 2}, 1)
    walk({1: 2}, False)
print(grow([1], 9000), remove(list(range(2000))))
items = [1, 2, 3]
print(get(items, Index(-1)), get(items, -3), attempt(get, items, 3), attempt(get, items, -4))
print(attempt(get, items, Index(1, items.clear)), items)
items = [1, 2, 3]
print(attempt(put, items, Index(2, items.clear), 5), items)
print(attempt(walk, {1: 1, 2: 2}, True), attempt(get, {}, (1, 2)), attempt(get, {}, ()), attempt(get, {}, "k"))
items = [Shrinks([]), Shrinks([])]
items[0].items = items
print(attempt(find, items, 7), items)
print(attempt(get, items, "x"), attempt(get, items, 10**30), attempt(get, (1,), 1), attempt(get, "a", 5))
