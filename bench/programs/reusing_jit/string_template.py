"""A template engine that makes Python functions of templates, which append strings to a list."""

import re

N = 1000
EXPECTED = (16409890, 395000)
SHORT = (25, (406990, 10425))

DIRECTIVE = re.compile(r"^\s*#(\w+)\s*(.*)$")
PLACE = re.compile(r"\$\{([^}]*)\}")

TABLE = """<table>
#for row in rows
<tr>
#for cell in row
<td>${cell}</td>
#end
#if len(row) > 9
<td>${len(row)} of ${title}</td>
#end
</tr>
#end
</table>
"""
LETTER = """Dear ${name},
#for item in items
* ${item.count} times ${item.name}, ${item.price * item.count} in all
#end
yours, ${sender.upper()}
"""


def write_text(line, out, depth):
    """Appends the statements that write one line of a template."""
    pad = "    " * depth
    at = 0
    for match in PLACE.finditer(line):
        if match.start() > at:
            out.append("%swrite(%r)" % (pad, line[at:match.start()]))
        out.append("%swrite(filtered(%s))" % (pad, match.group(1)))
        at = match.end()
    out.append("%swrite(%r)" % (pad, line[at:] + "\n"))


def to_python(text, names):
    out = ["def render(%s):" % ", ".join(names), "    parts = []", "    write = parts.append"]
    depth = 1
    for line in text.splitlines():
        directive = DIRECTIVE.match(line)
        if directive is None:
            write_text(line, out, depth)
        elif directive.group(1) == "end":
            depth -= 1
        else:
            out.append("%s%s %s:" % ("    " * depth, directive.group(1), directive.group(2)))
            depth += 1
    out.append("    return ''.join(parts)")
    return "\n".join(out)


def filtered(value):
    if isinstance(value, str):
        return value.replace("&", "&amp;")
    return str(value)


def make_template(text, names):
    space = {"filtered": filtered}
    exec(compile(to_python(text, names), "<template>", "exec"), space)
    return space["render"]


class Item:
    def __init__(self, name, count, price):
        self.name = name
        self.count = count
        self.price = price


def run(n):
    table = make_template(TABLE, ["rows", "title"])
    letter = make_template(LETTER, ["name", "items", "sender"])
    rows = [list(range(start, start + 10)) for start in range(100)]
    items = [Item("nuts & bolts", k, 3 + k) for k in range(20)]
    size = marks = 0
    for turn in range(n):
        text = table(rows, "table %d" % turn)
        size += len(text)
        marks += text.count("1")
        text = letter("reader %d" % turn, items, "the editor")
        size += len(text)
        marks += text.count("&amp;")
    return size, marks


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
