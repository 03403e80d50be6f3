# compiled: Item.__init__, Item.passes, Late.passes, walk, kept, chain, counted, borrowed, follow, Cell.step, steps
"""Classes that come to a site when code for it is there: one after the other, more than there are arms, derived and with
other layouts; comprehensions that look at attributes of several classes and call their methods; objects that are borrowed
across branches from where they are replaced (semantics rules 29, 30, 33, 53, 54)."""
import sys


class Item:
    limit = 2

    def __init__(self, value):
        self.value = value
        self.next = None

    def passes(self):
        return self.value > self.limit

    def output(self):
        return self.next if self.next is not None else self


class Early(Item):
    def __init__(self, value):
        self.first = 0
        super().__init__(value)


class Late(Item):
    limit = 1

    def passes(self):
        return self.value & 1 == 1


class Other(Item):
    def output(self):
        return self


class Slotted:
    __slots__ = ("value", "next")
    limit = 0

    def __init__(self, value):
        self.value = value
        self.next = None

    def passes(self):
        return True

    def output(self):
        return self


class Computed(Item):
    @property
    def limit(self):
        return self.value - 1


class Odd(Item):
    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


def walk(items):
    total = 0
    for item in items:
        total += item.output().value + item.limit
        if item.passes():
            total += 100
    return total


class Group:
    def __init__(self, items, best):
        self.items = items
        self.best = best

    def kept(self):
        return [item for item in self.items if item is not self.best and item.passes()]

    def values(self):
        return [item.value for item in self.items]

    def outer_value(self):
        return [item.output().value + self.best.value for item in self.items]


def kept(group, n):
    total = 0
    for i in range(n):
        total += len(group.kept()) + sum(group.values()) + group.outer_value()[-1]
    return total


def chain(objects, n):
    """All classes one after the other: each is learnt, or goes the generic way."""
    out = []
    for cls in objects:
        items = [cls(k % 5) for k in range(20)]
        for a, b in zip(items, items[1:]):
            a.next = b
        for _ in range(n):
            total = walk(items)
        out.append((cls.__name__, total))
    return out


KINDS = [Item, Early, Late, Other, Slotted, Computed, Odd]
print(chain(KINDS, 60))
mixed = [KINDS[k % len(KINDS)](k) for k in range(140)]
for _ in range(60):
    result = walk(mixed)
print(result)
for n in range(1, len(KINDS) + 1):
    items = [cls(k) for k, cls in enumerate(KINDS[:n])]
    print(n, kept(Group(items, items[0]), 400), [item.value for item in Group(items, items[-1]).kept()])


# ---- What changes in the middle ------------------------------------------------------------------

class Changing(Item):
    act = None

    def passes(self):
        if Changing.act is not None and self.value == 3:
            act, Changing.act = Changing.act, None
            act(self)
        return self.value > 1


def replace_method(item):
    Changing.output = lambda self: 7


def swap_class(item):
    item.__class__ = Late


def drop_items(item):
    GROUP.items[:] = []


def drop_value(item):
    del GROUP.items[-1].value


def raises(item):
    raise KeyError(item.value)


def show_names(item):
    frame = sys._getframe(2)
    print(frame.f_code.co_name, sorted(frame.f_locals), frame.f_back.f_code.co_name)


for act in (replace_method, swap_class, drop_items, drop_value, raises, show_names):
    GROUP = Group([Changing(k) for k in range(6)] + [Early(9)], None)
    kept(Group(GROUP.items[:], GROUP.items[0]), 60)
    Changing.act = act
    try:
        print(act.__name__, [item.value for item in GROUP.kept()])
        print(act.__name__, GROUP.outer_value() if GROUP.best else len(GROUP.items))
    except (KeyError, AttributeError) as error:
        print(act.__name__, type(error).__name__, error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
    Changing.act = None
    if "output" in Changing.__dict__:
        del Changing.output


# ---- What is borrowed -----------------------------------------------------------------------------

class Counted:
    """Says when it dies."""
    alive = 0

    def __init__(self, name):
        self.name = name
        self.x = 1
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1
        DIED.append(self.name)


DIED = []


class Holder:
    def __init__(self, name):
        self.held = Counted(name)
        self.spare = None

    def pick(self, flag):
        if flag:
            return self.held
        return self.spare if self.spare is not None else self.held


def counted(holders, n, when):
    """What a branch chose is used when the place that it came from has something else."""
    total = 0
    for i in range(n):
        holder = holders[i % len(holders)]
        chosen = holder.pick(i & 1)
        if i == when:
            holder.held = Counted("new %d" % i)
            DIED.append("replaced")
        total += chosen.x + len(chosen.name)
        if i == when:
            chosen = None
            DIED.append("let go")
    return total


def borrowed(holder, flag, n):
    total = 0
    for i in range(n):
        held = holder.held
        if flag:
            total += held.x
        else:
            total -= held.x
        if i == n - 1:
            holder.held = None
            DIED.append("cleared")
        total += held.x
    return total


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next
        self.cut = False

    def __del__(self):
        DIED.append("node %d" % self.value)


def follow(node):
    """Nothing but the node before has the next one."""
    total = 0
    while node is not None:
        total += node.value
        if node.cut:
            total += 1000
            node.next = None
            DIED.append("cut")
        node = node.next
    return total


holders = [Holder("a"), Holder("bb"), Holder("ccc")]
print(counted(holders, 3000, -1), DIED)
for when in 30, 31, 32:
    print(counted(holders, 60, when), DIED)
    DIED.clear()
for flag in True, False:
    for _ in range(60):
        borrowed(Holder("d"), flag, 5)
    DIED.clear()
    print(borrowed(Holder("e"), flag, 4), DIED)
    DIED.clear()


def build(n):
    node = None
    for k in range(n):
        node = Node(k, node)
    return node


head = build(10)
for _ in range(3000):
    total = follow(head)
print(total, DIED)
head.next.next.cut = True
print(follow(head), DIED)
DIED.clear()
del head
print(DIED)
print(follow(build(3)), DIED, Counted.alive)


# ---- Branches that have met few of the classes ----------------------------------------------------

class Cell:
    def __init__(self, value):
        self.value = value
        self.state = 0

    def step(self, k):
        """Seldom taken ways look at the same self, and a self may be another class by then."""
        if k % 50 == 49:
            self.state += 2
            if k % 3 == 0 and TURN is not None:
                TURN(self)
            return self.state + self.value
        if k % 70 == 69:
            self.value = self.value + 1
        return self.value

    def kind(self):
        if isinstance(self, Wide):
            return self.extra
        return self.value


class Wide(Cell):
    def __init__(self, value):
        self.extra = 5
        super().__init__(value)


TURN = None


def steps(cells, n):
    total = 0
    for k in range(n):
        for cell in cells:
            total += cell.step(k) + cell.kind()
    return total


def to_slots(cell):
    del cell.state


def to_other(cell):
    cell.__class__ = Wide if type(cell) is Cell else Cell
    cell.extra = 9


print(steps([Cell(1)], 3000), steps([Cell(1), Wide(2)], 3000), steps([Wide(2), Cell(3)], 3000))
for TURN in to_other, to_slots:
    try:
        print(steps([Cell(1), Wide(2)], 200))
    except AttributeError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
TURN = None
print(steps([Cell(1), Wide(2)], 200))
