"""A template engine that interprets a tree of nodes: variables with dots and filters, loops, conditions,
blocks that are overridden."""

import re

N = 200
EXPECTED = (1184490, 15400)
SHORT = (4, (23684, 308))

TOKEN = re.compile(r"(\{%.*?%\}|\{\{.*?\}\})")
SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

BASE = """<html><head><title>{% block title %}untitled{% endblock %}</title></head>
<body>{% block body %}{% endblock %}<hr>{{ site.name|upper }} {{ site.year }}</body></html>"""
PAGE = """{% block title %}{{ heading|title }}, {{ rows|length }} rows{% endblock %}{% block body %}<table>
{% for row in rows %}<tr class="{% if row.odd %}odd{% else %}even{% endif %}">{% for cell in row.cells %}<td>{{ cell }}</td>{% endfor %}
<td>{{ row.owner.name|lower }} &mdash; {{ row.note|default:"none" }}</td></tr>
{% endfor %}</table>{% endblock %}"""


class TemplateError(Exception):
    pass


class SafeText(str):
    """Text that is not escaped again."""


def escape(value):
    if isinstance(value, SafeText):
        return value
    text = value if isinstance(value, str) else str(value)
    if any(letter in SPECIAL for letter in text):
        text = "".join([SPECIAL.get(letter, letter) for letter in text])
    return SafeText(text)


FILTERS = {
    "upper": lambda value, argument: str(value).upper(),
    "lower": lambda value, argument: str(value).lower(),
    "title": lambda value, argument: str(value).title(),
    "length": lambda value, argument: len(value),
    "default": lambda value, argument: value or argument,
}


class Context:
    """Names of the page, innermost scope last."""

    def __init__(self, values):
        self.scopes = [values]

    def push(self):
        self.scopes.append({})

    def pop(self):
        self.scopes.pop()

    def __setitem__(self, name, value):
        self.scopes[-1][name] = value

    def __getitem__(self, name):
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        raise KeyError(name)


class Expression:
    def __init__(self, text):
        path, *filters = text.strip().split("|")
        self.path = path.split(".")
        self.filters = []
        for item in filters:
            name, _, argument = item.partition(":")
            if name not in FILTERS:
                raise TemplateError("no such filter: " + name)
            self.filters.append((FILTERS[name], argument.strip('"')))

    def look_up(self, context):
        value = context[self.path[0]]
        for name in self.path[1:]:
            try:
                value = value[name]
            except (TypeError, KeyError, AttributeError):
                value = getattr(value, name)
        return value

    def resolve(self, context):
        try:
            value = self.look_up(context)
        except (KeyError, AttributeError):
            value = ""
        for function, argument in self.filters:
            value = function(value, argument)
        return value


class Node:
    def render(self, context):
        raise NotImplementedError


class Text(Node):
    def __init__(self, text):
        self.text = text

    def render(self, context):
        return self.text


class Variable(Node):
    def __init__(self, text):
        self.expression = Expression(text)

    def render(self, context):
        return escape(self.expression.resolve(context))


class Nodes(Node):
    def __init__(self, nodes):
        self.nodes = nodes

    def render(self, context):
        return "".join([node.render(context) for node in self.nodes])


class For(Node):
    def __init__(self, name, expression, body):
        self.name = name
        self.expression = expression
        self.body = body

    def render(self, context):
        parts = []
        context.push()
        try:
            items = list(self.expression.resolve(context))
            for at, item in enumerate(items):
                context["loop"] = {"index": at, "last": at == len(items) - 1}
                context[self.name] = item
                parts.append(self.body.render(context))
        finally:
            context.pop()
        return "".join(parts)


class If(Node):
    def __init__(self, expression, yes, no):
        self.expression = expression
        self.yes = yes
        self.no = no

    def render(self, context):
        chosen = self.yes if self.expression.resolve(context) else self.no
        return chosen.render(context)


class Block(Node):
    def __init__(self, name, body):
        self.name = name
        self.body = body

    def render(self, context):
        blocks = context["blocks"]
        body = blocks[self.name].body if self.name in blocks else self.body
        return body.render(context)


class Parser:
    def __init__(self, text):
        self.tokens = [token for token in TOKEN.split(text) if token]
        self.at = 0
        self.blocks = {}

    def parse(self, *ends):
        """(nodes up to a tag of ends, that tag's words)"""
        nodes = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.startswith("{{"):
                nodes.append(Variable(token[2:-2]))
            elif token.startswith("{%"):
                words = token[2:-2].split()
                if words[0] in ends:
                    return Nodes(nodes), words
                nodes.append(self.tag(words))
            else:
                nodes.append(Text(token))
        if ends:
            raise TemplateError("no " + " or ".join(ends))
        return Nodes(nodes), []

    def tag(self, words):
        if words[0] == "for":
            body, _ = self.parse("endfor")
            return For(words[1], Expression(words[3]), body)
        if words[0] == "if":
            yes, end = self.parse("else", "endif")
            no = self.parse("endif")[0] if end[0] == "else" else Nodes([])
            return If(Expression(words[1]), yes, no)
        if words[0] == "block":
            body, _ = self.parse("endblock")
            block = Block(words[1], body)
            self.blocks[block.name] = block
            return block
        raise TemplateError("no such tag: " + words[0])


class Template:
    def __init__(self, text, base=None):
        parser = Parser(text)
        self.nodes, _ = parser.parse()
        self.blocks = parser.blocks
        self.base = base

    def render(self, values):
        context = Context(dict(values, blocks=self.blocks))
        return (self.base or self).nodes.render(context)


class Owner:
    def __init__(self, name):
        self.name = name


def make_rows(count):
    owners = [Owner("Ada & Co"), Owner("Grace"), Owner("<Edsger>")]
    return [{"odd": at % 2, "cells": range(at, at + 8), "owner": owners[at % 3],
             "note": "" if at % 4 else "row <%d>" % at} for at in range(count)]


def run(n):
    page = Template(PAGE, Template(BASE))
    values = {"site": {"name": "Example & sons", "year": 2024}, "heading": "a table of numbers",
              "rows": make_rows(40)}
    size = marks = 0
    for turn in range(n):
        values["heading"] = "table number %d" % turn
        text = page.render(values)
        size += len(text)
        marks += text.count("&amp;") + 3 * text.count('"odd"') + len(text.split("Table Number"))
    return size, marks


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
