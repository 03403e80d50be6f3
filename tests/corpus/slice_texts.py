# compiled: take, take_step, same, windows, attempt
"""Slices of str, bytes and tuples with int bounds: every bound given or not, clamped, what is the very object, and guards that fail
(rules 35, 36, 39)."""


def take(items, lo, hi):
    return items[lo:hi], items[lo:], items[:hi], items[:]


def take_step(items, lo, hi, step):
    return items[lo:hi:step], items[lo::step], items[:hi:step], items[::step]


def same(items, n):
    return items[:] is items, items[0:] is items, items[:n] is items, items[::1] is items, items[::-1] is items


def windows(items, size):
    seen = {}
    for i in range(len(items) - size + 1):
        part = items[i:i + size]
        seen[part] = seen.get(part, 0) + 1
    return list(seen.items())


class Text(str):
    pass


class Loud(str):
    def __getitem__(self, key):
        return "item", key


class Pair(tuple):
    pass


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno


def main():
    bases = [
        ["", "a", "ab", "abcdefg", "a\xe9b", "\u20acuro", "x\U0001f600y\u20acz", "\x00\xff\x7f\x80"],
        [b"", b"a", b"ab", b"abcdefg", b"\x00\xff\x80"],
        [(), (1,), (1, 2), (1, "a", None, 2.5, (), 3, 4)],
    ]
    for kind in bases:
        out = []
        for turn in range(2000):
            base = kind[turn % len(kind)]
            lo, hi = turn % 11 - 5, turn % 13 - 5
            out.append(take(base, lo, hi))
            out.append(take_step(base, lo, hi, turn % 5 + 1))
            out.append(take_step(base, lo, hi, -(turn % 4) - 1))
            out.append(same(base, turn % 9))
        print(len(out), out[-40:], sum(len(part) for parts in out for part in parts if not isinstance(part, bool)))
    for kind in bases:
        base = kind[-1]
        for bounds in ((True, 4), (2**70, 3), (-2**70, 2**70), (1, Index(4)), (None, 2), ("a", 2), (1.5, 2), (-2**63, 2**63 - 1)):
            print(attempt(take, base, *bounds))
        for bounds in ((0, 5, 0), (0, 5, 2**65), (5, 0, -2**65), (0, 5, None), (0, 5, True), (0, 1, -2**63), (0, 1, 2**63 - 1)):
            print(attempt(take_step, base, *bounds))
    one = "abc"[::-3], "abc"[0:1], b"abc"[::-3], b"abc"[0:1]
    print(one[0] is "abc"[2], one[1] is "abc"[0], one[2] is b"abc"[2:3], one[3] is b"abc"[0:1])
    steps = take_step("abc", 0, 2, 3), take_step(b"abc", 0, 2, 3)
    print([part is chr(ord(part)) for part in steps[0]], [part is bytes([part[0]]) for part in steps[1]])
    for base in (Text("subclass"), Loud("loud"), Pair((1, 2, 3)), bytearray(b"array"), [1, 2, 3], range(9), memoryview(b"view")):
        result = attempt(take, base, 1, 3)
        print([bytes(part) if isinstance(part, memoryview) else part for part in result], [type(part).__name__ for part in result],
              same(base, 3))
    for kind in bases:
        print(windows(kind[-1] * 30, 3)[:4], windows(kind[3 % len(kind)], 1))


main()
