# compiled: Parser.__init__, Parser.peek, Parser.take, Parser.expression, Parser.term, Parser.factor, Parser.number, evaluate
"""A recursive descent calculator: methods, attributes, characters, floats and ints."""


class Parser:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def peek(self):
        if self.position < len(self.text):
            return self.text[self.position]
        return ""

    def take(self):
        c = self.peek()
        self.position += 1
        return c

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-") and self.peek():
            if self.take() == "+":
                value += self.term()
            else:
                value -= self.term()
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/") and self.peek():
            if self.take() == "*":
                value *= self.factor()
            else:
                value /= self.factor()
        return value

    def factor(self):
        c = self.peek()
        if c == "-":
            self.take()
            return -self.factor()
        if c == "(":
            self.take()
            value = self.expression()
            if self.take() != ")":
                raise SyntaxError(f"no ) at {self.position}")
            return value
        return self.number()

    def number(self):
        start = self.position
        while self.peek().isdigit() or self.peek() == ".":
            self.take()
        text = self.text[start:self.position]
        if not text:
            raise SyntaxError(f"no number at {start}")
        return float(text) if "." in text else int(text)


def evaluate(text):
    return Parser(text).expression()


for _ in range(60):
    results = [evaluate(text) for text in ("1+2*3", "(1+2)*3", "-4/2", "2*(3+4*(5-6))", "1.5*4", "100000*100000*100000*100000*10", "((7))")]
print(results)
for text in ("", "1+", "(1", "1/0", "2*x", "1.2.3"):
    try:
        print(evaluate(text))
    except (SyntaxError, ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)
