# compiled: texts, lists, dicts, numbers, tests, upper, Loud.upper, Changing.__class__, bad_append, bad_join, bad_pop, bad_find, bad_ord, bad_sin, bad_remove, bad_keys, Evil.__init__, Evil.__eq__, Evil.__lt__, references
"""Functions and methods written in C that are called directly: each way of taking arguments, their
errors, what callbacks do meanwhile, receivers of other types and subclasses, functions replaced in the
middle of a loop (semantics rules 18, 25, 35, 39, 54, 56)."""

import builtins
import math
import sys


def texts(words, n):
    total = 0
    for i in range(n):
        word = words[i % len(words)]
        if word.startswith("a") or word.endswith("z"):
            total += word.find("b") + len(word.upper())
        total += word.count("o") + len(word.strip().replace("o", "00").split("0"))
        total += len(",".join([word, word])) + word.isalpha() + ord(word[0])
    return total


def lists(n):
    items = []
    for i in range(n):
        items.insert(0, i)
        items.extend((i, -i))
        if len(items) > 20:
            items.sort()
            items.reverse()
            items.pop()
            items.remove(max(items))
        if i % 100 == 99:
            items.clear()
    return items, items.count(1)


def dicts(n):
    d = {}
    seen = set()
    for i in range(n):
        d.setdefault(i % 7, []).append(i)
        d.update(last=i)
        seen.add(d.get(i % 11, "none") is not None)
        d.pop(i % 5, None)
    return sorted(d.items(), key=str)[:2], sorted(seen)


def numbers(n):
    total = 0.0
    for i in range(n):
        total += math.sin(i) * math.floor(i / 3) + math.hypot(i, 1.0) + math.log(i + 1.5)
        total += divmod(i, 7)[1] + round(i * 0.37, 1) + sum([i, 1]) + hash(i) + len(hex(i))
    return total


def tests(values, n):
    found = 0
    for i in range(n):
        v = values[i % len(values)]
        found += isinstance(v, int) + isinstance(v, (str, float)) + callable(v) + hasattr(v, "real")
    return found


def upper(word, n):
    result = None
    for _ in range(n):
        result = word.upper()
    return result


class Loud(str):
    def upper(self):
        return "loud"


class Changing:
    """Its class property says something else than its type."""
    @property
    def __class__(self):
        return int


print(texts(["ab", "boot", "aloz", "x y z", "\u00e4oz"], 3000))
print(lists(3000), dicts(3000), round(numbers(3000), 6))
print(tests([1, "s", 2.5, None, len, Changing(), True], 3000))
print(upper("abc", 3000), upper(Loud("abc"), 50), upper(b"abc", 50), upper("def", 50))


def failing(action, n):
    errors = []
    for i in range(n):
        try:
            action(i)
        except Exception as error:
            errors.append((type(error).__name__, str(error)))
    return errors[0], len(errors)


def bad_append(i):
    [].append()


def bad_join(i):
    ",".join([i])


def bad_pop(i):
    [].pop()


def bad_find(i):
    "abc".find(i)


def bad_ord(i):
    ord("ab")


def bad_sin(i):
    math.sqrt(-1.0) if i % 2 else math.sin("x")


def bad_remove(i):
    [1].remove(i + 2)


def bad_keys(i):
    {}.setdefault([i], 1)


for action in bad_append, bad_join, bad_pop, bad_find, bad_ord, bad_sin, bad_remove, bad_keys:
    print(action.__name__, failing(action, 300))


def lengths(items, n, when):
    total = 0
    for i in range(n):
        if i == when:
            builtins.ord = lambda c: 1000
        total += ord("a") + abs(-i)
    return total


real_ord = builtins.ord
try:
    print(lengths([1], 2000, -1), lengths([1], 50, 25))
finally:
    builtins.ord = real_ord


class Evil:
    def __init__(self, items):
        self.items = items

    def __eq__(self, other):
        self.items.clear()
        return False

    def __hash__(self):
        return 1

    def __lt__(self, other):
        self.items.append(1)
        return False


def index_evil(n):
    outcomes = []
    for _ in range(n):
        items = [1, 2]
        items.append(Evil(items))
        items.append(3)
        try:
            items.index(5)
        except ValueError as error:
            outcomes.append(str(error))
        items.extend([Evil(items), Evil(items)])
        try:
            items.sort()
        except ValueError as error:
            outcomes.append(str(error))
        outcomes.append(len(items))
    return outcomes[-3:]


print(index_evil(300))


def references(n):
    counts = set()
    for _ in range(n):
        value = object()
        counts.add(sys.getrefcount(value))
    return counts


print(references(300))


def deep(items, n):
    nested = items
    for _ in range(n):
        nested = [nested]
    try:
        return len(repr(nested))
    except RecursionError as error:
        return str(error)


for _ in range(20):
    deep([], 10)
print(deep([], 10), deep([], 100000))
