# compiled: Box.__init__, accumulate, overwrite, same_or_not, lists, items, shared
"""What an attribute store or a list store lets go of: a number is harmless, so what is known of the
object's class and its other attributes stays known; an object with a finaliser may change all of it
(semantics rules 29, 30, 53, 54)."""


class Box:
    def __init__(self):
        self.value = 0.5
        self.other = 1.0
        self.third = 2.0


class Heavy(Box):
    @property
    def total(self):
        return -100.0


class Evil:
    def __init__(self, box, action):
        self.box = box
        self.action = action

    def __del__(self):
        self.action(self.box)


def accumulate(box, n):
    total = 0.0
    for i in range(n):
        box.value = box.value + 1.0
        box.other = box.other + box.value
        box.third -= box.other
        total += box.value + box.other + box.third
    return total


def overwrite(box, n, values):
    seen = []
    for i in range(n):
        first = box.other
        box.value = values[i % len(values)]
        seen.append((first, box.other, type(box).__name__))
        box.other = box.other + 1.0
    return seen[-3:], box.value


def same_or_not(a, b, n):
    total = 0.0
    for i in range(n):
        x = a.value
        b.value = x + 1.0
        a.value = a.value + 2.0
        total += a.value - b.value
    return total, a.value, b.value


def lists(a, b, n):
    total = 0.0
    for i in range(n):
        x = a[0]
        b[1] = x + b[1]
        b[0] = x + 1.0
        a[-1] = a[0] + a[-1]
        total += a[0] + b[1] + a[1]
    return total, a, b


def items(a, n, values):
    seen = 0
    for i in range(n):
        before = a[0]
        a[1] = values[i % len(values)]
        a[0] = before + 1.0
        seen += a[0] == before + 1.0
    return seen, a[0]


def shared(box, n):
    """The float that is overwritten is also elsewhere: it must not change there."""
    kept = []
    for i in range(n):
        kept.append(box.value)
        box.value = box.value + 1.0
    return kept[:2], kept[-1], box.value


def change_other(box):
    box.other = 1000.0


def change_class(box):
    box.__class__ = Heavy


def new_dict(box):
    box.__dict__ = {"value": 7.0, "other": 2000.0, "third": 0.0}


def change_item(a):
    a[0] = 5000.0


print(accumulate(Box(), 3000))
for action in change_other, change_class, new_dict:
    box = Box()
    print(overwrite(box, 3000, [1.5]))
    print(overwrite(box, 7, [1.5, Evil(box, action), 2.5]))
    box = Box()
    box.value = Evil(box, action)
    print(overwrite(box, 5, [1.5]))
    print(overwrite(Box(), 3000, [1.5, "s", None]))
box = Box()
print(same_or_not(box, Box(), 2000), same_or_not(box, box, 2000))
row = [1.0, 2.0]
print(lists([1.0, 2.0], [3.0, 4.0], 50), lists(row, row, 40))
row = [1.0, 2.0]
print(items(row, 3000, [3.0]))
row[1] = Evil(row, change_item)
print(items(row, 3, [3.0]))
print(items(row, 3000, [3.0, "s"]))
print(shared(Box(), 3000))
