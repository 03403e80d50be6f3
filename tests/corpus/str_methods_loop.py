# compiled: parse, ages, camel
"""Text processing line by line: split, strip, join, replace, find, case, character tests."""

TEXT = """name=Alice; age=30; city=Paris
# a comment
name = Bob ;age= 25;city=Łódź

broken line
name=Zoë;age=x;city=東京"""


def parse(text):
    rows = []
    errors = 0
    for line in text.split("\n"):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        row = {}
        for field in line.split(";"):
            name, found, value = field.partition("=")
            if not found:
                errors += 1
                break
            row[name.strip().lower()] = value.strip()
        else:
            rows.append(row)
    return rows, errors


def ages(rows):
    total = 0
    for row in rows:
        age = row["age"]
        if age.isdigit():
            total += int(age)
    return total


def camel(name):
    out = ""
    upper = False
    for c in name:
        if c == "_":
            upper = True
        elif upper:
            out += c.upper()
            upper = False
        else:
            out += c
    return out


def is_palindrome(text):
    letters = [c.lower() for c in text if c.isalpha()]
    return letters == letters[::-1]


for _ in range(100):
    rows, errors = parse(TEXT)
    total = ages(rows)
    names = [camel(name) for name in ("some_long_name", "x", "_private", "été_ßx")]
print(rows, errors, total, names, is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("été"))
