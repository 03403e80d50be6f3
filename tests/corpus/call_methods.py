# compiled: lists, dicts, strings, numbers
"""Methods of builtin types in hot code: list, dict, str, set, bytes, int, float."""


def lists(n):
    items = []
    for i in range(n):
        items.append(i)
        if len(items) > 50:
            items.pop()
            items.pop(0)
            items.insert(3, i)
        if i % 100 == 0:
            items.reverse()
            items.sort()
            items.extend((1, 2))
            items.remove(1)
    return len(items), sum(items), items.index(2), items.count(2)


def dicts(n):
    d = {}
    for i in range(n):
        d.setdefault(i % 10, []).append(i)
        d.update(last=i)
        if d.get("none") is not None or d.get(i, 5) == 4:
            return None
    return len(d), d.pop("last"), sum(map(len, d.values())), sorted(d.keys())[:2]


def strings(n):
    total = 0
    for i in range(n):
        text = "  item %d, of %s  " % (i, "many")
        text = text.strip().replace("item", "thing").title()
        total += len(text) + text.count("a") + text.find("Of") + len(text.split()) + text.endswith("y")
        total += len("-".join([text, "x"])) + text.isdigit() + len(text.encode()) + len("{}".format(i))
    return total, text


def numbers(n):
    total = 0
    for i in range(n):
        total += i.bit_length() + (i * 0.5).is_integer() + i.conjugate() + (0.5).as_integer_ratio()[1]
    return total


print(lists(2000), dicts(1000), strings(1000), numbers(2000))
for text in ("[].pop()", "[1].remove(2)", "[].index(1)", "{}.pop(1)", "''.join([1])", "'a'.index('b')", "set().pop()",
             "[].append()", "{}.get()", "'{}'.format()", "'%d' % 'x'", "(1).foo()", "[].sort(1)"):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)
