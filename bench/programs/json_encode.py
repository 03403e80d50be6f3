"""An encoder of JSON in Python: type tests, recursion over dicts and lists, pieces joined to a string."""

N = 360
EXPECTED = 4059000
SHORT = (49, 552475)

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Encoder:
    def __init__(self, sort_keys):
        self.sort_keys = sort_keys
        self.pieces = []

    def encode(self, value):
        self.pieces.clear()
        self.value(value)
        return "".join(self.pieces)

    def string(self, text):
        pieces = self.pieces
        if text.isalnum():
            pieces.append('"' + text + '"')
            return
        out = ['"']
        for char in text:
            if char in ESCAPES:
                out.append(ESCAPES[char])
            elif ord(char) < 32 or ord(char) > 126:
                out.append("\\u%04x" % ord(char))
            else:
                out.append(char)
        out.append('"')
        pieces.append("".join(out))

    def value(self, value):
        if isinstance(value, str):
            self.string(value)
        elif value is None:
            self.pieces.append("null")
        elif value is True:
            self.pieces.append("true")
        elif value is False:
            self.pieces.append("false")
        elif isinstance(value, int):
            self.pieces.append(str(value))
        elif isinstance(value, float):
            self.pieces.append(repr(value))
        elif isinstance(value, (list, tuple)):
            self.array(value)
        elif isinstance(value, dict):
            self.object(value)
        else:
            raise TypeError(type(value).__name__)

    def array(self, items):
        pieces = self.pieces
        pieces.append("[")
        first = True
        for item in items:
            if not first:
                pieces.append(", ")
            first = False
            self.value(item)
        pieces.append("]")

    def object(self, mapping):
        pieces = self.pieces
        pieces.append("{")
        first = True
        items = sorted(mapping.items()) if self.sort_keys else mapping.items()
        for key, item in items:
            if not first:
                pieces.append(", ")
            first = False
            self.string(key)
            pieces.append(": ")
            self.value(item)
        pieces.append("}")


def make_data():
    rows = []
    for i in range(60):
        rows.append({
            "id": i,
            "name": "user %d" % i,
            "score": i * 0.25 - 3,
            "tags": ["red", "green", 'say "hi"', "tab\there"][: i % 5],
            "active": i % 3 == 0,
            "parent": None if i % 4 == 0 else i // 4,
            "place": {"x": i % 7, "y": (i * 31) % 11, "label": "p\u00e4th/%d" % (i % 10)},
        })
    return {"rows": rows, "count": len(rows), "kind": "test", "empty": [], "none": None}


def run(n):
    data = make_data()
    plain, sorting = Encoder(False), Encoder(True)
    total = 0
    for _ in range(n):
        text = plain.encode(data)
        total += len(text) + text.count('"')
        total += sorting.encode(data).find("rows")
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
