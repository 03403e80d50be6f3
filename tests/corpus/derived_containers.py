# compiled: Shy.__len__, Shy.__contains__, Shy.__getitem__, Shy.__setitem__, Shy.get, Vague.__bool__, truth, length, has, item, put, get, default, take, work, all_of, missing, warm
# hot: truth, length, has, item, put
"""Subclasses of dict, list and tuple, and deques: their length and truth, lookups and methods, where they have them from the builtin
type and where a class overrides them, at first or later (semantics rules 29 and 35)."""
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y")


class Stack(list):
    """Nothing is overridden."""


class Bag(dict):
    """Nothing is overridden, for now."""


class Shy(dict):
    """Says that it is empty, and has everything."""

    def __len__(self):
        return 0

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        return ("shy", key)

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, (value, "shy"))

    def get(self, key, otherwise=None):
        return "got"


class Vague(dict):
    """Answers for what is missing, and has a truth of its own."""

    def __missing__(self, key):
        return ("missing", key)

    def __bool__(self):
        return False


def truth(x):
    return "full" if x else "empty"


def length(x):
    return len(x)


def has(d, key):
    return key in d


def item(d, key):
    return d[key]


def put(d, key, value):
    d[key] = value


def get(d, key):
    return d.get(key, "none")


def default(d, key, value):
    return d.setdefault(key, value)


def take(d, key):
    return d.pop(key, "gone")


def work(queue):
    """Until it is empty, while more comes."""
    done = 0
    while queue:
        n = queue.popleft()
        done += n
        if n > 1:
            queue.append(n // 2)
            queue.appendleft(n // 3)
        if len(queue) > 20:
            queue.pop()
    return done


def all_of(d, key, value):
    print(truth(d), length(d), has(d, key), get(d, key), end=" ")
    put(d, key, value)
    print(truth(d), length(d), has(d, key), item(d, key), get(d, key), end=" ")
    print(default(d, key, 1), default(d, (key, 2), 2), take(d, key), take(d, key), sorted(map(str, d)))


def missing(d, key):
    try:
        return item(d, key)
    except KeyError as error:
        return repr(error)


def warm(make):
    """One class at a time, so that each site has seen it alone."""
    total = 0
    for turn in range(400):
        d = make()
        put(d, turn, 1)
        put(d, "k", turn)
        total += length(d) + has(d, turn) + has(d, -1) + (truth(d) == "full") + (get(d, "k") == turn)
        total += item(d, "k") == turn
        total += default(d, "k", 5) == turn
        total += take(d, "k") == turn
    return total


for make in (Bag, OrderedDict, Counter, lambda: defaultdict(list), Vague, Shy, dict, Bag):
    print(warm(make))
    for d in (Bag(), OrderedDict(), Counter(), defaultdict(int), Vague(), Shy(), {}):
        all_of(d, "word", 3)
        all_of(d, (1, 2), 4)
        print(missing(d, "absent"), length(d))
for _ in range(60):
    total = work(deque(range(9))) + work(deque([40, 3], maxlen=5)) + work(deque())
print(total)
lengths = 0
for turn in range(3000):
    stack = Stack([1] * (turn % 3))
    lengths += length(stack) + (truth(stack) == "empty")
print(lengths, length(Point(1, 2)), truth(Point(1, 2)), length(Stack()), truth(Stack()), truth(Shy(a=1)))

# What a class does not override it may override later.
bag, stack = Bag(a=1), Stack([1])
for turn in range(3000):
    if turn == 1500:
        print(truth(bag), length(bag), has(bag, "b"), missing(bag, "b"), truth(stack), length(stack))
        Bag.__len__ = lambda self: 0
        Bag.__contains__ = lambda self, key: True
        Bag.__missing__ = lambda self, key: "later"
        Stack.__bool__ = lambda self: False
        print(truth(bag), length(bag), has(bag, "b"), missing(bag, "b"), truth(stack), length(stack))
    lengths += length(bag) + has(bag, "b") + (truth(bag) == "full") + item(bag, "a") + length(stack)
    lengths += truth(stack) == "full"
print(lengths)
del Bag.__len__, Bag.__contains__, Bag.__missing__, Stack.__bool__
print(truth(bag), length(bag), has(bag, "b"), missing(bag, "b"), truth(stack), length(stack))
