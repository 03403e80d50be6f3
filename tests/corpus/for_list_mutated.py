# compiled: grow, shrink, clear, assign
"""A list that grows, shrinks or is replaced while a loop runs over it."""


def grow(items, limit):
    turns = 0
    for item in items:
        turns += 1
        if len(items) < limit:
            items.append(item + 1)
    return turns


def shrink(items):
    seen = []
    for item in items:
        seen.append(item)
        items.pop()
    return seen


def clear(items, at):
    turns = 0
    for item in items:
        turns += item
        if turns == at:
            items.clear()
    return turns


def assign(items):
    total = 0
    for i, item in enumerate(items):
        total += item
        if i + 1 < len(items):
            items[i + 1] = item * 0.5 if i % 100 == 50 else i
    return total


print(grow([1, 2, 3], 3000), shrink(list(range(2001)))[-3:], clear([1] * 3000, 1700))
print(assign([1] * 3000))
items = [1, 2, 3]
iterator = iter(items)
print([x for x in iterator], items.append(4), [x for x in iterator])
