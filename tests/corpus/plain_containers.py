# compiled: take, take_or, default, drop, discard, remove, insert, queue, numbers, texts, convert, Stack.push, scan, attempt
"""What dicts, sets, lists and deques do without Python code: taken, put in and dropped, alone and in methods that are put into their
callers; keys and values for which that is not so, keys that are missing, bounded deques (rules 35, 39, 53, 54)."""

import math
from collections import OrderedDict, defaultdict, deque


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        print("hash", self.value)
        return hash(self.value)

    def __eq__(self, other):
        print("eq", self.value)
        return self.value == (other.value if isinstance(other, Key) else other)


class Dies:
    def __init__(self, name, of=None):
        self.name = name
        self.of = of

    def __del__(self):
        print("died", self.name, None if self.of is None else sorted(map(str, self.of)))


def take(d, key):
    return d.pop(key)


def take_or(d, key, other):
    return d.pop(key, other)


def default(d, key, other):
    return d.setdefault(key, other)


def bare_default(d, key):
    return d.setdefault(key)


def drop(d, key):
    del d[key]
    return len(d)


def discard(s, key):
    s.discard(key)
    return len(s)


def remove(s, key):
    s.remove(key)
    return len(s)


def insert(items, at, value):
    items.insert(at, value)
    return len(items)


def queue(q, n):
    total = 0
    for i in range(n):
        q.append(i)
        q.appendleft(-i)
        if i % 3:
            total += q.pop() - q.popleft()
        total += len(q)
    return total


def numbers(a, b, x):
    return (math.gcd(a, b), math.isqrt(a), math.hypot(x, 2.0), math.isnan(x), math.isfinite(x), math.copysign(x, -1.0), round(x, 2),
            round(a, -1), pow(x, 2), hex(a), repr(x), hash(a), format(a, "05d"), math.degrees(x), callable(x))


def texts(b, part):
    return b.find(part), b.startswith(part), b.replace(part, b"-"), b.split(part), b.upper(), b.isdigit()


def convert(text, base):
    return int(text), int(text, base), float(text), list(text), tuple(text), bool(text)


class Stack:
    def __init__(self):
        self.items = []
        self.seen = {}
        self.waiting = deque()

    def push(self, item):
        self.items.append(item)
        self.waiting.append(item)

    def pop(self):
        return self.items.pop()

    def count(self, item):
        self.seen[item] = self.seen.get(item, 0) + 1

    def forget(self, item):
        self.seen.pop(item, None)

    def first(self):
        return self.waiting.popleft()


class Scanner:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def peek(self):
        return self.text[self.at:self.at + 1]

    def is_digit(self):
        return self.peek().isdigit()

    def next(self):
        letter = self.peek()
        self.at += 1
        return letter


def scan(text):
    scanner, stack, total = Scanner(text), Stack(), 0
    while scanner.at < len(text):
        if scanner.is_digit():
            total = total * 10 + int(scanner.next())
        else:
            stack.count(scanner.next())
            stack.push(total % 97)
            total = stack.first() + len(stack.items)
            if len(stack.items) > 5:
                stack.forget(str(stack.pop()))
    return total, len(stack.items), sorted(stack.seen.items())


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno


def warm():
    total = 0
    for turn in range(3000):
        d = {turn: 1, str(turn): 2, (turn, "x"): 3}
        key = (turn, str(turn), (turn, "x"))[turn // 1000]
        total += default(d, key, 9) + default(d, -1, turn) + take_or(d, key, 0) + take_or(d, key, 7) + take(d, -1)
        total += len(d) + (bare_default(d, key) is None) + drop(d, key)
        s = {turn, str(turn), None}
        key = (turn, str(turn), None)[turn // 1000]
        total += discard(s, key) + discard(s, key) + remove(s, (str(turn), turn, turn)[turn // 1000])
        items = [1, 2, 3]
        total += insert(items, turn % 9 - 4, turn) + items[turn % 4]
    return total


def main():
    print(warm(), queue(deque(), 3000), queue(deque([1, 2]), 5))
    print(queue(deque(maxlen=4), 300), queue(deque(maxlen=0), 0), attempt(queue, [], 3))
    bounded = deque([Dies(i) for i in range(3)], 3)
    stack = Stack()
    for i in range(3000):
        stack.push(i)
    stack.waiting = bounded
    stack.push(Dies("pushed"))
    stack.push(1)
    print(len(bounded), len(stack.items))
    stack.items.clear()
    bounded.clear()
    print(attempt(stack.pop), attempt(stack.first), attempt(stack.forget, []), attempt(stack.count, {}))
    one = {1: Dies("value"), (1, 2): "pair", 2.0: "float", None: "none"}
    print(take(one, (1, 2)), take(one, 2), take(one, None), take_or(one, 5, "other"), attempt(take, one, 5), attempt(drop, one, "x"))
    print(drop(one, True), one)
    for key in (Key(3), (Key(4), 1)):
        held = {3: "three", (4, 1): "four", 5: 1}
        print(attempt(take, held, key), attempt(take_or, held, key, "other"), attempt(default, held, key, "put"),
              attempt(drop, held, key), attempt(default, held, 3, "again"), len(held))
    held = {Key(7): Dies("under a key"), 8: 1}
    print(attempt(take_or, held, 7, 0) is None, attempt(default, held, 7, "new"), attempt(drop, held, 7), len(held))
    s = {Key(9), 10}
    print(attempt(discard, s, 9), attempt(remove, s, 9), attempt(remove, s, 10), attempt(discard, s, []))
    for kind in (OrderedDict, lambda d: defaultdict(int, d)):
        d = kind({1: 2, "a": 3})
        print(attempt(take, d, 1), attempt(take_or, d, 1, 5), attempt(default, d, 6, 7), attempt(drop, d, "a"), dict(d))
    looked = {}
    looked[1] = Dies("looks", looked)
    looked[2] = 2
    print(drop(looked, 1))
    for at in (True, 2**70, None, "x", 1.0, -2**63):
        items = [1, 2]
        print(attempt(insert, items, at, 5), items)
    print(attempt(insert, deque([1, 2]), 1, 5), attempt(insert, (), 1, 5))
    out = 0
    for turn in range(2000):
        out ^= hash(numbers(turn, turn + 6, turn / 8))
        out ^= len(texts(b"a%d-b" % turn, b"-")[3]) + len(convert(str(turn), 16))
    print(out != 0, numbers(12, 18, 2.675))
    for args in ((-4, 2, 1.5), (2**80, 2**70, 1.5), (True, 3, float("nan")), (1.5, 2, 3.5), (4, 2, 10**400), (4, 2, "x"), (4, 2, Key(1))):
        print(attempt(numbers, *args))
    print(texts(b"12", b"2"), attempt(texts, b"12", 49), attempt(texts, b"12", "2"), attempt(texts, "12", "2"), attempt(texts, b"1", None))
    for args in (("12", 16), ("-7", 8), ("x", 16), ("9", 8), (b"12", 10), ("", 10), ("1_0", 10), ("12", 99), ("1" * 5000, 10), ([], 10)):
        print(attempt(convert, *args))
    print(scan("ab12-(34*b)" * 300), scan("a"), attempt(scan, b"ab1"), attempt(scan, [1, 2]))


main()
