# compiled: kinds, matches, finds, scan
# hot: kinds, matches, finds, scan
"""What a text is made of, begins and ends with, and where a part of it stands, for all kinds of texts and places."""


class Text(str):
    def isalpha(self):
        return "mine"

    def startswith(self, *given):
        return given


def kinds(s):
    return (s.isalpha(), s.isalnum(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isupper(), s.islower(), s.isspace(),
            "letter" if s.isalpha() else "no letter", not s.isdigit())


def matches(s, part, first, end):
    return (s.startswith(part), s.endswith(part), s.startswith(part, first), s.endswith(part, first, end),
            s.startswith(part, first, end), 1 if s.endswith(part) else 0)


def finds(s, part, first, end):
    return (s.find(part), s.rfind(part), s.count(part), s.find(part, first), s.rfind(part, first, end),
            s.count(part, first, end) + 1, s.find(part, first, end) + s.count(part))


def scan(s):
    """Words, numbers and what else there is."""
    counts = [0, 0, 0, 0]
    i = 0
    while i < len(s):
        start = i
        if s[i].isalpha():
            while i < len(s) and s[i].isalnum():
                i += 1
            counts[0] += 1
        elif s[i].isdigit():
            while i < len(s) and s[i].isdigit():
                i += 1
            counts[1] += i - start
        elif s[i].isspace():
            i += 1
            counts[2] += 1
        else:
            i += 1
            counts[3] += 1
    return counts


TEXTS = ["a", "B", "7", " ", "_", "", "\x1c", "\x85", "\xa0", "\xb2", "\xbc", "\xdf", "\xe9", "\u0663", "\u216b", "\u01c5", "\u4e00",
         "\U0001d7d8", "abc", "aBc", "ABC1", "12 3", "\u0661\u0662", "\t \n", "\x00", "\x7f", "\x1f", "ab\u20acab", "a\U0001f600a"]
PLACES = [(0, 1), (1, 3), (-2, 10), (-10, -1), (3, 1), (100, 200), (0, 2**62), (-2**63, 2**63 - 1)]
for i in range(1700):
    s = TEXTS[i % 5]
    kinds(s), matches(s, "a", 0, 1), finds(s, "a", 0, 1)
    scan("ab1 22+")
for s in TEXTS:
    print(ascii(s), kinds(s), scan(s))
    for part in ("a", "", "ab", "\u20ac", "\U0001f600", s):
        for first, end in PLACES:
            print(matches(s, part, first, end), finds(s, part, first, end), end=" ")
print()


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)


# Not what was seen: other places, tuples, other types, no text at all, subclasses.
for args in ((None, None), (True, 2), (2**70, 2**80), (1.5, 2), ("x", 2)):
    print(attempt(matches, "aba", "a", *args), attempt(finds, "aba", "a", *args))
print(attempt(matches, "aba", ("b", "a"), 0, 2), attempt(matches, "aba", 3, 0, 2), attempt(finds, "aba", None, 0, 2))
print(attempt(matches, b"aba", b"a", 0, 2), attempt(finds, b"aba", b"a", 0, 2), attempt(finds, bytearray(b"aba"), 97, 0, 2))
print(kinds(Text("1")), matches(Text("aba"), "a", 0, 2), attempt(kinds, 3), attempt(scan, b"ab"), kinds(b"a"[:0].decode()))
