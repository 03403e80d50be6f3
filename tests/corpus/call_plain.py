# compiled: clean, drain, pop_all, until_empty, turn, extend, whole, bounded, attempt
"""Methods written in C that run no Python code: known to for their arguments' types, and other arguments all the
same; what they raise, caught here and elsewhere."""

from collections import deque


class Text(str):
    def __str__(self):
        return "never"


class Loud:
    def __index__(self):
        print("index")
        return 1

    def __str__(self):
        return "loud"


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("died", self.name)


def clean(words, mark):
    out = []
    for word in words:
        if word.startswith(mark):
            out.append(word.strip("#").upper().replace("A", mark).zfill(4))
        elif word.isdigit() or word.endswith(("x", "y")):
            out.append(word.center(5, "."))
        else:
            out.append(word.rpartition("-")[2] + str(word.find("b")) + "/".join(word.split("-")))
    return ",".join(out)


def drain(stack, at):
    total = 0
    while stack:
        total = total * 3 + stack.pop(at) & 0xFFFF
        total += len(stack)
    return total


def pop_all(stack):
    total = 0
    while stack:
        total = total * 3 + stack.pop() & 0xFFFF
        stack.reverse()
    return total


def until_empty(stack):
    n = 0
    while True:
        try:
            stack.pop()
            n += 1
        except IndexError as error:
            return n, str(error)


def where(words, part):
    return [word.index(part) for word in words]


def turn(queue, n):
    """The item that a popped one makes room for."""
    total = 0
    for i in range(n):
        item = queue.popleft()
        total += item * i
        queue.append(item + 1)
        if i % 3 == 0:
            queue.appendleft(queue.pop())
    return total


def extend(out, parts):
    for part in parts:
        out.extend(part)
    return len(out), out[-1]


def sizes(numbers):
    return sum(n.bit_length() + n.bit_count() for n in numbers)


def whole(numbers):
    n = 0
    for number in numbers:
        n += number.is_integer()
    return n


def bounded(queue, n):
    for i in range(n):
        queue.append(Dies(i) if i % 40 == 0 else i)
    return len(queue)


def attempt(f, *args):
    try:
        print(f.__name__, f(*args))
    except (TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        print(f.__name__, type(error).__name__, error)


words = ["#ab", "12", "a-b-c", "box", "-", "#", "", "ya"] * 150
print(hash(clean(words, "#")) == hash(clean(list(words), "#")), clean(words[:8], "#"))
for mark in ("b", "", ("#", "b"), Text("#"), None, 3, b"#"):
    attempt(clean, words[:9], mark)
attempt(clean, [Text("#ab"), Text("a-b"), "#a"], "#")
attempt(clean, ["#a", 7], "#")
print(drain(list(range(900)), -1), drain(list(range(900)), 0), pop_all(list(range(900))))
for at in (True, 2, -3, 2**70, "x", None, Loud()):
    attempt(drain, [1, 2, 3, 4], at)
print(until_empty(list(range(2000))), until_empty([]))
print(sum(where(words * 2, "")), where(["ab"] * 1000, "b")[-1])
attempt(where, ["ab", "b", "a"], "b")
print(turn(deque(range(20)), 2000), turn(deque([5]), 10))
attempt(turn, deque(), 3)
attempt(turn, [1, 2], 3)
print(extend([], [[1, 2], (3,)] * 600), extend([0], [[]] * 5))
attempt(extend, [], [[1], "ab", range(3), {4: 5}])
attempt(extend, [], [[1], 5])
print(sizes(range(1500)), sizes([2**70, -1, True, 0]), whole([0.5, 1.0, float("inf"), -0.0] * 400))
attempt(whole, [1.0, 2, True])
attempt(whole, [1.0, "x"])
print(bounded(deque(maxlen=3), 130))
