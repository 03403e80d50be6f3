# compiled: Node.__init__, Node.link, Node.kind, Slots.link, Evil.__init__, Evil.__del__, relink, reslot, put, count, follow, find, chain, overwritten
# hot: relink, reslot, put, count, follow, find
"""What a store lets go of mostly lives on elsewhere, or dies without a sound: then what is known of memory stays
known.  Where it dies and its finaliser changes things, they are seen at once (semantics rules 29, 30, 53, 54)."""


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
        self.seen = 0

    def link(self, other):
        before = self.value
        self.next = other
        self.seen = self.value
        return before, self.value, self.kind()

    def kind(self):
        return "node"


class Other(Node):
    def kind(self):
        return "other"


class Slots:
    __slots__ = ("value", "next")

    def __init__(self, value):
        self.value = value
        self.next = None

    def link(self, other):
        before = self.value
        self.next = other
        return before, self.value


class Evil:
    """Changes something when it dies."""

    def __init__(self, action, target):
        self.action, self.target = action, target

    def __del__(self):
        self.action(self.target)


def relink(node, other):
    return node.link(other), node.value, node.kind(), node.seen


def reslot(slots, other):
    return slots.link(other), slots.value


def put(row, index, value):
    before = row[0]
    row[index] = value
    return before, row[0], len(row)


def count(node, other):
    """Numbers over what dies."""
    before = other.value
    node.value = before + 1
    node.seen = before + 0.5
    return before, other.value, other.kind(), node.value, node.seen


def follow(node, n):
    """In a loop: the chain is cut behind each node."""
    total = 0
    for _ in range(n):
        rest = node.next
        if rest is None:
            break
        total += node.value + rest.value
        node.next = None
        node = rest
    return total, node.value


def find(table, key):
    entry = table.get(key)
    if entry is None:
        raise LookupError(f"no {key!r} among {len(table)}")
    return entry.value


def change_value(target):
    target.value = 1000


def change_class(target):
    target.__class__ = Other


def change_item(row):
    row[0] = -1
    row.append(None)


def chain(n):
    first = None
    for i in range(n):
        node = Node(i)
        node.next = first
        first = node
    return first


shared = Node(7)
node, slots, row = Node(1), Slots(2), [1, 2, 3]
table = {"a": Node(11)}
total = 0
for i in range(3000):
    relink(node, shared if i % 2 else None), reslot(slots, shared if i % 2 else "s")
    put(row, 1, shared), put(row, 2, i * 1.5), count(node, shared)
    total += follow(chain(2), 5)[0] + find(table, "a")
print(total)
for action in change_value, change_class:
    node = Node(1)
    node.next = Evil(action, node)
    print(relink(node, None), node.value, type(node).__name__)
    node = Node(1)
    node.next = [Evil(action, node)]  # what dies holds what has the finaliser
    print(relink(node, shared), node.value, type(node).__name__)
    node, other = Node(1), Node(5)
    node.value = Evil(action, other)
    print(count(node, other), other.value)
    node, other = Node(1), Node(5)
    node.seen = Evil(action, other)
    print(count(node, other), other.value)
slots = Slots(2)
slots.next = Evil(change_value, slots)
print(reslot(slots, None), slots.value)
for index in 0, 1, -1:
    row = [1, 2, 3]
    row[index] = Evil(change_item, row)
    print(put(row, index, "new")[1:], row)
kept = Evil(change_value, shared)
node.next = kept
print(relink(node, None), shared.value)
del kept
print(shared.value)
first = chain(400)
print(follow(first, 300), follow(first, 3))
for key in "a", "b":
    try:
        print(find(table, key))
    except LookupError as error:
        print(error)


def overwritten():
    """At the module's level too."""
    global held
    seen = []
    for i in range(3000):
        held = Evil(seen.append, i) if i % 1000 == 500 else None
        seen.append(len(seen))
    return len(seen), [n for n in range(len(seen)) if seen[n] != n]


print(overwritten())
