"""Strings made in loops: +=, join of str(int), f-strings, slices and a run-length code."""

N = 16
EXPECTED = 2544551440
SHORT = (2, 2217258393)


def build_by_adding(n):
    text = ""
    for i in range(n):
        text += chr(97 + i % 26)
        if i % 10 == 9:
            text += "-"
    return text


def build_by_joining(n):
    parts = []
    for i in range(n):
        parts.append(str(i * 7))
    return ",".join(parts)


def build_by_format(n):
    rows = []
    for i in range(n // 2):
        rows.append(f"{i}:{i * 0.5:.2f}|{i:>6}")
    return "\n".join(rows)


def run_lengths(text):
    out = ""
    i = 0
    size = len(text)
    while i < size:
        letter = text[i]
        j = i + 1
        while j < size and text[j] == letter:
            j += 1
        out += letter + str(j - i)
        i = j
    return out


def checksum(text):
    value = 0
    for letter in text:
        value = (value * 31 + ord(letter)) & 0xFFFFFFFF
    return value


def run(n):
    size = 20000
    value = 0
    for turn in range(n):
        added = build_by_adding(size + turn)
        joined = build_by_joining(size + turn)
        formatted = build_by_format(size + turn)
        lengths = run_lengths(joined[:size])
        for text in (added, joined[:size], formatted[-size:], lengths[-size:]):
            value = value * 3 + checksum(text) & 0xFFFFFFFF
    return value


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
