# compiled: ordered, classify, in_try, largest
"""Order of texts (`"a" <= c <= "z"`) in compiled code, and what else comes to the same places: other types, subclasses,
what cannot be compared (semantics rules 35, 37)."""


class Text(str):
    def __lt__(self, other):
        return "mine"


def ordered(pairs):
    found = []
    for a, b in pairs:
        found.append((a < b, a <= b, a > b, a >= b))
    return found


def classify(text):
    counts = [0, 0, 0, 0]
    for char in text:
        if "a" <= char <= "z":
            counts[0] += 1
        elif "A" <= char < "[":
            counts[1] += 1
        elif char > "\x7f":
            counts[2] += 1
        else:
            counts[3] += 1
    return counts


def largest(texts):
    best = texts[0]
    for text in texts:
        if text > best:
            best = text
    return best


def in_try(pairs):
    failed = 0
    for a, b in pairs:
        try:
            if a < b:
                failed += 1000
        except TypeError as error:
            failed += len(str(error))
    return failed


def show(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)


TEXTS = ["", "a", "b", "ab", "abc", "abd", "A", "\x00", "\x7f", "\x80", "\xe9", "\u20ac", "\U0001f600", "a\u20ac", "a\xe9",
         "a\x00", "abc" * 20, "abc" * 20 + "d"]


def main():
    pairs = [(a, b) for a in TEXTS for b in TEXTS]
    for _ in range(4):
        outcome = ordered(pairs)
    print(outcome)
    print(ordered([(text, text) for text in TEXTS]))
    for _ in range(20):
        counts = classify("Hello, World \xe9\u20ac 12 az AZ [`{" * 10)
    print(counts, ascii([largest(TEXTS[k:]) for k in range(len(TEXTS))]))
    print(in_try([("a", "b"), ("b", "a")] * 100))
    # What else comes there.
    print(ordered([(Text("a"), "b"), ("a", Text("b")), (1, 2), (1.5, 1), ((1,), (2,)), ("a", "b")]))
    print(show(ordered, [("a", 1)]), show(ordered, [(1, "a")]), show(ordered, [("a", None)]))
    print(show(classify, ["a", "Z", 5]), show(largest, ["a", b"b"]), largest([3, 7, 5]))
    print(in_try([(1, "abc"), ("a", "b"), (2, 3), ("x", 5), (0, (1, 2))] * 60))
    print(ordered(pairs[:3]), classify("abC"))


main()
