# compiled: get, vowels
"""Characters of strings of each width; what fails."""


def get(text, i):
    return text[i]


def vowels(text):
    count = 0
    for i in range(len(text)):
        if text[i] in "aeiou":
            count += 1
    return count


print(vowels("the quick brown fox" * 100), vowels("éaüo" * 200), vowels("語e" * 300), vowels("😀i" * 300))
for text in ("abc", "aéc", "a語c", "a😀c", ""):
    for i in (0, 1, -1, 3, -4, True, 2 ** 65, 1.0, "a", None):
        try:
            print(repr(get(text, i)), end=" ")
        except (IndexError, TypeError) as error:
            print(type(error).__name__, error, end="; ")
    print()
print(get("abc", 1) is get("xbz", 1), get("é", 0) is get("aé", 1))
