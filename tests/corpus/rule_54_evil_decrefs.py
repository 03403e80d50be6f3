# compiled: Evil.__init__, Evil.__del__, nothing, store_item, store_attribute, store_key, rebind, global_store, walk, augmented
# hot: augmented, global_store, rebind, store_attribute, store_item, store_key, walk
"""A finaliser changes what hot code is working on (semantics rule 54)."""


class Evil:
    def __init__(self, action):
        self.action = action

    def __del__(self):
        self.action()


class Box:
    pass


def nothing():
    pass


def store_item(items, i, value):
    items[i] = value
    return len(items), items[-1] if items else None


def store_attribute(box, value):
    box.a = value
    return sorted(vars(box).items(), key=str)


def store_key(table, key, value):
    table[key] = value
    return len(table)


def rebind(evil, table):
    first = table[0]
    evil = None
    second = table[0] if table else "empty"
    return first, second


def global_store(value):
    global shared
    shared = value
    return shared, limit


def walk(items):
    seen = 0
    for item in items:
        seen += 1
        items[0] = None
        item = None
    return seen


def augmented(items, n):
    for i in range(n):
        items[0] += 1
    return items[0]


def replace_class():
    Box.a = property(lambda self: "property")


limit = 10
shared = None
for i in range(2500):
    items = [Evil(nothing), i]
    store_item(items, 0, i)
    box = Box()
    box.a = Evil(nothing)
    store_attribute(box, 1)
    store_key({1: Evil(nothing)}, 1, i)
    rebind(Evil(nothing), [1])
    global_store(i)
    walk([Evil(nothing), 2])
print(augmented([0], 9000))
items = [None, 1, 2]
items[0] = Evil(items.clear)
print(store_item(items, 0, "new"), items)
items = [None] * 5
items[0] = Evil(lambda: items.extend(range(100)))
print(store_item(items, 0, "new")[0], len(items))
box = Box()
box.a = Evil(lambda: setattr(box, "b", 5))
print(store_attribute(box, 1))
box = Box()
box.a = Evil(lambda: box.__dict__.clear())
print(store_attribute(box, 1))
box = Box()
box.a = Evil(replace_class)
print(store_attribute(box, 1), box.a)
del Box.a
table = {}
table[1] = Evil(lambda: table.update((i, i) for i in range(100)))
print(store_key(table, 1, 2))
table = {}
table[1] = Evil(table.clear)
print(store_key(table, 1, 2), table)
items = [1]
print(rebind(Evil(items.clear), items))
items = [1.5, 2]
print(rebind(Evil(lambda: items.__setitem__(0, "changed")), items))
shared = Evil(lambda: globals().update(limit="changed"))
print(global_store(3))
items = [None, 1, 2, 3]
items[0] = Evil(lambda: items.__delitem__(slice(2, None)))
print(walk(items), items)
