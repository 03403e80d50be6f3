"""A tokeniser and a recursive descent parser for arithmetic: characters, slices, methods of str."""

N = 5000
EXPECTED = (390000, 630000, -30355000)
SHORT = (580, (45240, 73080, -3521180))

SOURCE = """
alpha = (beta + 12) * gamma - 7 // (delta1 + 3)
result = alpha * alpha + 2 * alpha * beta + beta * beta
x9 = ((((1 + 2) * 3 - 4) * 5 + 6) * 7 - 8) % 1009
last = result - x9 * (alpha - beta) + 1000003 % (gamma + 11)
"""


class Token:
    __slots__ = ("kind", "text", "line")

    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


class Tokenizer:
    OPERATORS = "+-*/%=()"

    def __init__(self, source):
        self.source = source
        self.position = 0
        self.line = 1
        self.names = {}

    def skip_space(self):
        source = self.source
        while self.position < len(source) and source[self.position].isspace():
            if source[self.position] == "\n":
                self.line += 1
            self.position += 1

    def next_token(self):
        self.skip_space()
        source = self.source
        start = self.position
        if start >= len(source):
            return Token("end", "", self.line)
        char = source[start]
        end = start + 1
        if char.isalpha() or char == "_":
            while end < len(source) and (source[end].isalnum() or source[end] == "_"):
                end += 1
            kind = "name"
        elif char.isdigit():
            while end < len(source) and source[end].isdigit():
                end += 1
            kind = "number"
        elif char in self.OPERATORS:
            if source.startswith("//", start):
                end += 1
            kind = "operator"
        else:
            raise ValueError("line %d: %r" % (self.line, char))
        self.position = end
        text = source[start:end]
        if kind == "name":
            self.names[text] = self.names.get(text, 0) + 1
        return Token(kind, text, self.line)


class Parser:
    LEVELS = (("+", "-"), ("*", "//", "%"))

    def __init__(self, source):
        self.tokenizer = Tokenizer(source)
        self.token = self.tokenizer.next_token()
        self.values = {"beta": 5, "gamma": 9, "delta1": 4}
        self.count = 0

    def advance(self):
        token = self.token
        self.token = self.tokenizer.next_token()
        self.count += 1
        return token

    def expect(self, text):
        token = self.advance()
        if token.text != text:
            raise ValueError("line %d: %s expected" % (token.line, text))

    def atom(self):
        token = self.advance()
        if token.kind == "number":
            return int(token.text)
        if token.kind == "name":
            return self.values[token.text]
        if token.text == "(":
            value = self.expression(0)
            self.expect(")")
            return value
        raise ValueError("line %d: unexpected %r" % (token.line, token.text))

    def expression(self, level):
        if level == len(self.LEVELS):
            return self.atom()
        value = self.expression(level + 1)
        while self.token.text in self.LEVELS[level]:
            operator = self.advance().text
            right = self.expression(level + 1)
            if operator == "+":
                value += right
            elif operator == "-":
                value -= right
            elif operator == "*":
                value *= right
            elif operator == "//":
                value //= right
            else:
                value %= right
        return value

    def run(self):
        while self.token.kind != "end":
            name = self.advance().text
            self.expect("=")
            self.values[name] = self.expression(0)
        return self.values


def run(n):
    tokens = names = total = 0
    for _ in range(n):
        parser = Parser(SOURCE)
        values = parser.run()
        tokens += parser.count
        names += sum(parser.tokenizer.names.values()) * len(values)
        total += values["last"]
    return tokens, names, total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
