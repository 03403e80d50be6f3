# compiled: build, alternate, widen
"""s += x in loops: aliases keep their value, every width, and the local that is in use (rule 41)."""


def build(n, piece):
    text = ""
    kept = []
    for i in range(n):
        text += piece
        if i % 400 == 0:
            kept.append(text)
    return len(text), [len(k) for k in kept], text[-5:]


def alternate(n):
    a = b = "x"
    for i in range(n):
        a += "y"
        if i % 10 == 0:
            b = a
        b += "z"
        if len(a) > 100:
            a = b[:3]
    return a, b


def widen(n):
    text = ""
    for i in range(n):
        text = text + chr(65 + i % 26)
        if i == 500:
            text += "é"
        if i == 1000:
            text += "語"
        if i == 1500:
            text += "😀"
    return len(text), text[490:505], hash(text) == hash("".join(text))


print(build(2000, "ab"), build(100, "é"), build(3, ""), alternate(2000), widen(2000))
try:
    build(5, 5)
except TypeError as error:
    print(error)
try:
    build(5, None)
except TypeError as error:
    print(error)
