"""Words counted in a dict, with the text made here: dict get and set, str methods, sorting."""

N = 400000
EXPECTED = (1884, [('ra', 11196), ('an', 11163), ('tu', 11157)], 1933496)
SHORT = (41000, (1884, [('es', 1190), ('bel', 1173), ('ra', 1169)], 198196))

SYLLABLES = ("ka", "lo", "mi", "ter", "an", "dor", "es", "qui", "ra", "zen", "tu", "bel")


def make_text(words):
    state = 12345
    lines = []
    line = []
    for _ in range(words):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        length = 1 + (state >> 16) % 3
        word = ""
        rest = state >> 4
        for _ in range(length):
            word += SYLLABLES[rest % 12]
            rest //= 12
        if state % 11 == 0:
            word = word.capitalize()
        line.append(word)
        if len(line) == 12:
            lines.append(" ".join(line) + ".")
            line = []
    lines.append(" ".join(line))
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(".,").lower()
            counts[word] = counts.get(word, 0) + 1
    return counts


def letters(counts):
    total = {}
    for word, count in counts.items():
        for letter in word:
            if letter in total:
                total[letter] += count
            else:
                total[letter] = count
    return total


def by_count(item):
    return -item[1], item[0]


def run(n):
    text = make_text(n)
    counts = {}
    for _ in range(3):
        counts = count_words(text)
    top = sorted(counts.items(), key=by_count)[:3]
    in_letters = letters(counts)
    return len(counts), top, sum(in_letters.values())


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
