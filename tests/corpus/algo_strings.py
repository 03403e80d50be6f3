# compiled: lcs, distance, prefixes, caesar
"""Longest common subsequence, edit distance, prefix function, Caesar and run lengths."""


def lcs(a, b):
    previous = [0] * (len(b) + 1)
    for i in range(len(a)):
        current = [0]
        for j in range(len(b)):
            if a[i] == b[j]:
                current.append(previous[j] + 1)
            else:
                current.append(max(previous[j + 1], current[j]))
        previous = current
    return previous[-1]


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(diagonal + (x != y), row[j] + 1, row[j - 1] + 1)
    return row[-1]


def prefixes(text):
    out = [0] * len(text)
    k = 0
    for i in range(1, len(text)):
        while k and text[i] != text[k]:
            k = out[k - 1]
        if text[i] == text[k]:
            k += 1
        out[i] = k
    return out


def caesar(text, shift):
    out = ""
    for c in text:
        if "a" <= c <= "z":
            out += chr((ord(c) - 97 + shift) % 26 + 97)
        else:
            out += c
    return out


a, b = "the quick brown fox jumps" * 2, "over the lazy dogs quickly" * 2
print(lcs(a, b), distance(a, b), prefixes("abacabadabacaba" * 20)[-5:], caesar(caesar(a, 5), -5) == a, caesar(b, 13))
print(lcs("", "x"), distance("é語", "é😀x"), lcs([1, 2, 3, 4], (2, 4)))
