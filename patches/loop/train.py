"""Trains the instrumented evaluation loop: a few seconds of ordinary Python of several kinds.

usage: train.py DIRECTORY-OF-adder_train.so
"""
import sys

sys.path.insert(0, sys.argv[1])
import adder_train

adder_train.install()


def numbers(n):
    total, x = 0, 0.5
    for i in range(n):
        total += i * 3 % 7
        if i & 1:
            x = x * 1.0000001 + 0.25
        elif i > n:
            x -= 1.0
        total ^= i >> 2
    while n > 0:
        n -= 1
        total = total + n if n % 3 else total - 1
    return total, x


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)


class Account:
    rate = 0.01

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []

    @property
    def name(self):
        return self.owner

    def add(self, amount, *, note=None):
        if amount < 0:
            raise ValueError("negative")
        self.balance += amount
        self.history.append((amount, note))
        return self

    def walk(self):
        for amount, note in self.history:
            if note is not None and amount > 3:
                yield amount


class Saving(Account):
    def add(self, amount, **rest):
        return super().add(amount + amount * self.rate, **rest)


def objects(n):
    position, account, errors = Vector(0, 0), Saving("someone"), 0
    for i in range(n):
        position = position + Vector(1, i)
        try:
            account.add(i % 5 - 1, note=str(i) if i % 3 else None)
        except ValueError:
            errors += 1
        else:
            account.name
    return position.x, sum(account.walk()), errors, isinstance(account, Account), len(account.history)


def containers(n):
    words = {}
    text = "the quick brown fox jumps over the lazy dog and runs away from it".split()
    for i in range(n):
        for word in text:
            words[word] = words.get(word, 0) + 1
    squares = [i * i for i in range(200) if i % 3 != 1]
    table = {str(i): i for i in range(50)}
    pairs = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    grid = [[0] * 10 for _ in range(10)]
    for i in range(10):
        for j in range(10):
            grid[i][j] = grid[i - 1][j] + (i ^ j)
    first, *others = squares
    found = [item for item in table if "3" in item and table[item] in squares]
    return pairs[0], first, len(others), found, {*squares[:5]} | {1, 2}, squares[1:9:2]


def strings(n):
    out = []
    for i in range(n):
        line = f"{i}: {i * 2:>5} {'even' if i % 2 == 0 else 'odd'}"
        if line.startswith("1") or line == "2":
            line = line.upper() + "!"
        out.append(line)
    joined = ""
    for line in out:
        joined += line[:3]
    return len("\n".join(out)), joined.count("1")


def make_counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


def calls(n):
    step = make_counter()
    total = 0

    def take(a, b=2, *rest, c=3, **more):
        return a + b + c + len(rest) + len(more)
    for i in range(n):
        total += step() + take(i) + take(i, 1, 2, 3) + take(*(1, 2), **{"c": 4, "d": 5})
        total += max(i, 3) + abs(-i) + len(range(i)) + divmod(i, 3)[1]
    return total + sum(map(lambda x: x + 1, range(n))) + sum(x for x in range(n) if x % 2)


def tree(depth):
    return None if depth == 0 else (tree(depth - 1), tree(depth - 1))


def depth_of(node):
    left_right = node
    if left_right is None:
        return 0
    left, right = left_right
    return 1 + max(depth_of(left), depth_of(right))


def branches(items):
    kinds = {}
    for item in items:
        match item:
            case int() if item > 5:
                kind = "big"
            case int():
                kind = "int"
            case [first, *_]:
                kind = "list"
            case {"key": value}:
                kind = value
            case _:
                kind = "other"
        kinds[kind] = kinds.get(kind, 0) + 1
    with Guard() as guard:
        guard.value = not kinds or "big" not in kinds
    return kinds


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *what):
        return False


async def coroutine(n):
    return n if n == 0 else n + await coroutine(n - 1)


def run(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value


def library():
    import collections
    import dis
    import io
    import json
    import re
    import tokenize
    data = {"list": list(range(40)), "nested": [{"a": i, "b": [str(i)] * 3} for i in range(40)]}
    assert json.loads(json.dumps(data, indent=1)) == data
    json.encoder.c_make_encoder = None
    json.dumps(data, indent=2)
    with open(__file__, encoding="utf-8") as file:
        source = file.read()
    tokens = collections.Counter(
        token.type for token in tokenize.generate_tokens(io.StringIO(source).readline))
    dis.dis(compile(source, "x", "exec"), file=io.StringIO(), depth=2)
    return len(tokens), re.compile(r"(\w+)\s*=\s*(\d+|'[a-z]*')+?").findall(source)[:3]


def main():
    for _ in range(6):
        numbers(60000)
        fib(20)
        objects(12000)
        containers(2500)
        strings(12000)
        calls(9000)
        depth_of(tree(14))
        branches([1, 9, "x", [1, 2], {"key": "k"}, 2.5] * 2500)
        for i in range(300):
            run(coroutine(20))
        library()
    print(adder_train.steps())


main()
