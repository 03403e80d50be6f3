# compiled: count, total
"""for over strings of each width, bytes and a str subclass."""


def count(text):
    letters = digits = others = 0
    for c in text:
        if "a" <= c <= "z":
            letters += 1
        elif "0" <= c <= "9":
            digits += 1
        else:
            others += 1
    return letters, digits, others


def total(data):
    result = 0
    for byte in data:
        result += byte
    return result


class Text(str):
    def __iter__(self):
        return iter("zz9")


print(count("abc123 é" * 300), count("語x1" * 300), count("😀y2-" * 300), count(Text("a" * 50)), count(""))
print(total(b"abc" * 500), total(bytearray(range(256))), total(memoryview(b"xyz")))
