#!/usr/bin/python3.11
"""Makes a finding of the fuzzer small: leaves out statements and parts of expressions as long as the stock
interpreter and Adder still differ in the same way (another output, a crash, or a complaint of the compiler).

    tests/fuzz/minimise.py build/fuzz/77.py           writes build/fuzz/77.min.py
    tests/fuzz/minimise.py any.py --config "DEOPT=spill OPT=hot THRESHOLD=1,1"
"""

import argparse
import ast
import itertools
import re
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import differ

LEAVES = ("None", "0", "1", "1.5", "'a'", "[]")


def kind_of(difference):
    """Another kind is another bug."""
    if difference is None:
        return None
    actual = difference[1]
    if actual.startswith("ended: "):
        return actual
    found = re.match(r"stderr: (adder: [a-z ]+)", actual)
    return found[1] if found else "output"


class Minimiser:
    def __init__(self, text, pair):
        self.pair = pair
        self.text = ast.unparse(ast.parse(text)) + "\n"
        self.checks = 0
        self.difference = self.check(self.text)
        self.kind = kind_of(self.difference)

    def check(self, text):
        """What differs; None if nothing does, or it is not a fit program."""
        if not is_valid(text):
            return None
        self.checks += 1
        try:
            return self.pair.compare(text, 1)
        except LookupError:
            return None

    def improve(self, candidates):
        """Takes the candidates one after the other; True if any was taken."""
        improved = False
        number = 0
        while True:
            # Each time the program gets smaller the candidates are others: go on at the same place.
            for text in itertools.islice(candidates(ast.parse(self.text)), number, None):
                difference = self.check(text)
                if kind_of(difference) == self.kind:
                    self.text, self.difference = text, difference
                    improved = True
                    break
                number += 1
            else:
                return improved

    def run(self):
        if self.kind is None:
            return False
        chunk = len(ast.parse(self.text).body) // 2
        while chunk > 1:
            self.improve(lambda tree, n=chunk: without_statements(tree, n))
            chunk //= 2
        while self.improve(lambda tree: without_statements(tree, 1)) | self.improve(hoisted) | self.improve(simpler):
            pass
        return True


def is_valid(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "<fuzz>", "exec")
        return True
    except (SyntaxError, ValueError, RecursionError):
        return False


def changed(tree, items, first, count, replacement):
    """The program's text with items[first:first + count] replaced; the tree is as before."""
    old = items[first:first + count]
    items[first:first + count] = replacement
    try:
        return ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    except (ValueError, AttributeError, IndexError):
        return "("  # not valid
    finally:
        items[first:first + len(replacement)] = old


def body_lists(tree):
    """Every list of statements with its field's name, outermost first."""
    return [(getattr(node, name), name) for node in ast.walk(tree)
            for name in ("body", "orelse", "finalbody", "handlers", "cases")
            if isinstance(getattr(node, name, None), list) and getattr(node, name)]


def without_statements(tree, count):
    for statements, name in body_lists(tree):
        if name == "body" and len(statements) == 1 and isinstance(statements[0], ast.Pass):
            continue
        for first in range(0, len(statements), count):
            all_gone = name == "body" and count >= len(statements)
            yield changed(tree, statements, first, count, [ast.Pass()] if all_gone else [])


def hoisted(tree):
    """A compound statement gives way to what is in it."""
    for statements, name in body_lists(tree):
        for at, statement in enumerate(statements if name not in ("handlers", "cases") else []):
            for part in ("body", "orelse", "finalbody"):
                inner = getattr(statement, part, None)
                if inner and not isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
                    yield changed(tree, statements, at, 1, list(inner))


def expression_places(tree):
    """(list, index, may be left out) of every expression; a single one is put into a list for us."""
    for node in ast.walk(tree):
        for name, value in list(ast.iter_fields(node)):
            if name in ("func", "targets", "target", "optional_vars", "ctx"):
                continue
            if isinstance(value, list):
                optional = name in ("args", "elts", "ifs", "defaults") or (name == "values" and len(value) > 2)
                yield from ((value, at, optional) for at, item in enumerate(value) if isinstance(item, ast.expr))
            elif isinstance(value, ast.expr):
                yield Field(node, name), 0, False


class Field:
    """A field that holds one expression, as a list of one."""

    def __init__(self, node, name):
        self.node, self.name = node, name

    def __getitem__(self, key):
        value = getattr(self.node, self.name)
        return [value] if isinstance(key, slice) else value

    def __setitem__(self, key, values):
        setattr(self.node, self.name, values[0])


def simpler(tree):
    """An expression gives way to nothing, to a part of it, or to a constant."""
    for items, at, optional in list(expression_places(tree)):
        old = items[at]
        if optional:
            yield changed(tree, items, at, 1, [])
        if isinstance(old, (ast.Constant, ast.Name)):
            continue
        parts = [child for child in ast.iter_child_nodes(old) if isinstance(child, ast.expr)
                 and not isinstance(getattr(child, "ctx", None), (ast.Store, ast.Del))]
        for part in parts + [ast.parse(leaf, mode="eval").body for leaf in LEAVES]:
            yield changed(tree, items, at, 1, [part])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--config", help="default: what stands in the program's head")
    options = parser.parse_args()
    text = options.program.read_text(encoding="utf-8")
    head = re.search(r"^# config: (.*)$", text, re.MULTILINE)
    name = options.config or (head[1] if head else "THRESHOLD=1,1 DEOPT=spill")
    with differ.Pair(differ.make_config(name)) as pair:
        minimiser = Minimiser(text, pair)
        if not minimiser.run():
            print(f"{options.program}: no difference with {name!r}")
            return 1
    stock, adder = minimiser.difference
    result = f"# config: {name}\n# stock: {stock!r}\n# adder: {adder!r}\n" + minimiser.text
    path = options.program.with_suffix(".min.py")
    path.write_text(result, encoding="utf-8")
    print(f"{path}: {len(result.splitlines())} lines after {minimiser.checks} checks\n{result}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
