"""Strings: indices, slices, joins, formats, searches, splits, cases and comparisons."""

N = 40000
EXPECTED = (8207154, 839999, 227110, 839999)
SHORT = (2500, (503703, 52499, 17110, 52499))

TEXT = "The quick brown fox jumps over the lazy dog, then sleeps; "


def run(n):
    total = 0
    parts = []
    for i in range(n):
        word = TEXT[i % 40:i % 40 + 9]
        total += len(word) + ord(word[0]) + TEXT.find("o", i % 30) + TEXT.count("e")
        total += word.startswith("q") + word.endswith(" ") + ("x" in word) + (word < "m")
        name = "%s-%d" % (word.strip(), i)
        name = f"{name}:{i:04d}|{i * 0.5:.1f}"
        left, _, right = name.partition(":")
        total += len(left.upper()) + len(right.replace("0", "zero")) + len(name.split("-"))
        total += len("".join(reversed(word))) + len(word + left) + len("ab" * (i % 5))
        parts.append(left.title().center(20, "."))
        for letter in word:
            if letter.isalpha():
                total += 1
    text = ",".join(parts)
    return total, len(text), text.count("."), sum(map(len, text.splitlines()))


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
