# compiled: write, read
"""A JSON writer and reader in plain Python."""


def write(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ",".join([write(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ",".join([write(k) + ":" + write(v) for k, v in value.items()]) + "}"
    raise TypeError(f"cannot write {type(value).__name__}")


def read(text, i):
    c = text[i]
    if c == "[":
        out = []
        i += 1
        while text[i] != "]":
            value, i = read(text, i)
            out.append(value)
            if text[i] == ",":
                i += 1
        return out, i + 1
    if c == "{":
        out = {}
        i += 1
        while text[i] != "}":
            key, i = read(text, i)
            out[key], i = read(text, i + 1)
            if text[i] == ",":
                i += 1
        return out, i + 1
    if c == '"':
        j = i + 1
        while text[j] != '"' or text[j - 1] == "\\":
            j += 1
        return text[i + 1:j].replace('\\"', '"').replace("\\\\", "\\"), j + 1
    for word, value in (("null", None), ("true", True), ("false", False)):
        if text.startswith(word, i):
            return value, i + len(word)
    j = i
    while j < len(text) and text[j] in "+-.0123456789e":
        j += 1
    number = text[i:j]
    return (float(number) if "." in number or "e" in number else int(number)), j


data = {"a": [1, 2.5, -3, True, None, "text", 'say "x"'], "b": {"c": [], "d": {}, "e": [[0]]}, "f": 10 ** 20, "g": 1e300}
for _ in range(60):
    text = write(data)
    back, end = read(text, 0)
print(text, back == data, end == len(text))
for bad in ("[1, 2", '"abc', "[x]", ""):
    try:
        print(read(bad, 0))
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
try:
    write({1: {2}})
except TypeError as error:
    print(error)
