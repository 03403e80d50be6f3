"""The work of a code-review site: unified diffs are parsed, applied to their files, and shown side by side with the
changed parts of each line marked."""

import re

N = 80
EXPECTED = (3162141, 81920)
SHORT = (3, (118504, 3072))

HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
WORD = re.compile(r"\w+|\s+|[^\w\s]")


class Hunk:
    def __init__(self, old_start, old_size, new_start, new_size):
        self.old_start = old_start
        self.old_size = old_size
        self.new_start = new_start
        self.new_size = new_size
        self.lines = []

    @property
    def old(self):
        return [text for kind, text in self.lines if kind != "+"]

    @property
    def new(self):
        return [text for kind, text in self.lines if kind != "-"]


def parse_patch(text):
    """{file name: hunks}"""
    files = {}
    hunks = None
    for line in text.splitlines():
        if line.startswith("--- "):
            hunks = files.setdefault(line[4:].split("\t")[0], [])
        elif line.startswith("+++ "):
            continue
        elif line.startswith("@@"):
            numbers = [int(group or 1) for group in HUNK.match(line).groups()]
            hunks.append(Hunk(*numbers))
        elif hunks and line[:1] in (" ", "+", "-"):
            hunks[-1].lines.append((line[0], line[1:]))
    return files


def apply_hunks(lines, hunks):
    result = []
    at = 0
    for hunk in hunks:
        start = hunk.old_start - 1
        result.extend(lines[at:start])
        if lines[start:start + len(hunk.old)] != hunk.old:
            raise ValueError("hunk at line %d does not apply" % hunk.old_start)
        result.extend(hunk.new)
        at = start + len(hunk.old)
    result.extend(lines[at:])
    return result


def common_words(old, new):
    """Lengths of longest common subsequences of the tails, a table."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row = table[i]
        below = table[i + 1]
        for j in range(len(new) - 1, -1, -1):
            if old[i] == new[j]:
                row[j] = below[j + 1] + 1
            else:
                row[j] = max(below[j], row[j + 1])
    return table


def mark_changes(old_line, new_line):
    old = WORD.findall(old_line)
    new = WORD.findall(new_line)
    table = common_words(old, new)
    left, right = [], []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            left.append(escape(old[i]))
            right.append(escape(new[j]))
            i += 1
            j += 1
        elif table[i + 1][j] >= table[i][j + 1]:
            left.append("<del>" + escape(old[i]) + "</del>")
            i += 1
        else:
            right.append("<ins>" + escape(new[j]) + "</ins>")
            j += 1
    left.extend("<del>" + escape(word) + "</del>" for word in old[i:])
    right.extend("<ins>" + escape(word) + "</ins>" for word in new[j:])
    return "".join(left), "".join(right)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pair_lines(hunk):
    """Yields (old number, old text, new number, new text), None where a side has no line."""
    old_number, new_number = hunk.old_start, hunk.new_start
    removed, added = [], []

    def flush():
        nonlocal old_number, new_number
        for k in range(max(len(removed), len(added))):
            before = removed[k] if k < len(removed) else None
            after = added[k] if k < len(added) else None
            if before is not None and after is not None:
                before, after = mark_changes(before, after)
            yield (old_number if before is not None else None, before,
                   new_number if after is not None else None, after)
            old_number += before is not None
            new_number += after is not None
        removed.clear()
        added.clear()

    for kind, text in hunk.lines:
        if kind == "-":
            removed.append(text)
        elif kind == "+":
            added.append(text)
        else:
            yield from flush()
            yield old_number, escape(text), new_number, escape(text)
            old_number += 1
            new_number += 1
    yield from flush()


def show(hunks):
    rows = []
    for hunk in hunks:
        for old_number, before, new_number, after in pair_lines(hunk):
            rows.append("<tr><td>%s<td>%s<td>%s<td>%s" % (old_number or "", before or "",
                                                          new_number or "", after or ""))
    return "\n".join(rows)


def make_source(seed, count):
    lines = []
    for at in range(count):
        seed = (seed * 3877 + 29573) % 139968
        lines.append("    value_%d = compute(%d, limit < %d) + items[%d]" % (at, seed % 97, seed % 13,
                                                                            seed % 7))
    return lines


def make_patch(name, lines):
    parts = ["--- %s\t(revision 1)" % name, "+++ %s\t(revision 2)" % name]
    shift = 0
    for start in range(10, len(lines) - 10, 25):
        old = lines[start:start + 6]
        new = old[:2] + [old[2].replace("compute", "calculate").replace("limit", "bound"),
                         "    log.append(value_%d)" % start] + old[4:]
        parts.append("@@ -%d,%d +%d,%d @@" % (start + 1, 6, start + 1 + shift, len(new)))
        parts += [" " + line for line in old[:2]]
        parts += ["-" + line for line in old[2:4]]
        parts += ["+" + line for line in new[2:4]]
        parts += [" " + line for line in old[4:]]
        shift += len(new) - len(old)
    return "\n".join(parts)


def run(n):
    size = marks = 0
    for turn in range(n):
        sources = {"module_%d.py" % k: make_source(turn + k, 120) for k in range(4)}
        patch = "\n".join(make_patch(name, lines) for name, lines in sources.items())
        for name, hunks in parse_patch(patch).items():
            changed = apply_hunks(sources[name], hunks)
            page = show(hunks)
            size += len(page) + sum(map(len, changed))
            marks += page.count("<del>") + 7 * page.count("<ins>")
    return size, marks


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
