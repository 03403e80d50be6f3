#!/usr/bin/python3.11
"""Writes the operator matrix of the corpus: tests/corpus/op_*.py, one program per operator.

Every operator meets every group of operands: a function of its own per group (so that it sees one
kind of value), then one function that meets all of them, so that what was compiled for one kind has
to give way.  The programs are committed; `--check` says whether they are what this file makes."""

import argparse
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent / "corpus"

BINARY = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%",
    "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "pow": "**", "matmul": "@",
}
COMPARE = {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">=",
           "is": "is", "is_not": "is not"}
UNARY = {"neg": "-", "pos": "+", "invert": "~", "not": "not "}

# Group -> (left operands, right operands), as Python text.
GROUPS = {
    "small": ("0, 1, -1, 2, -2, 3, 7, -7, 100, 256, 257, -5, -6",
              "0, 1, -1, 2, -2, 3, 5, -5, 10, 63"),
    "edge30": ("2**30, 2**30 - 1, -2**30, 1 - 2**30, 2**29, 2**31 - 1, -2**31",
               "1, -1, 2**30, 2**30 - 1, -2**30, 3, 31"),
    "edge63": ("2**62, 2**63 - 1, -2**63, 2**63, 1 - 2**63, -2**63 - 1, 2**32, 3037000500",
               "1, -1, 2, 2**62, 2**63 - 1, -2**63, 3037000500, -3037000499, 62"),
    "big": ("10**30, -10**30, 2**100 + 1, 2**64", "3, -3, 10**20, 2**64, 1"),
    "floats": ("0.0, -0.0, 1.5, -2.25, 1e300, -1e300, 5e-324, inf, -inf, nan, 7.0",
               "0.0, -0.0, 1.0, -1.5, 2.0, 1e300, inf, nan, 0.1"),
    "int_float": ("0, 1, -3, 2**53 + 1, 2**63, -2**63", "0.0, 1.5, -2.0, 2.0**53, 2.0**63, inf"),
    "float_int": ("0.0, 1.5, -2.5, 2.0**53, 9.0, -0.0", "0, 1, -3, 2**53 + 1, 2, 10"),
    "bools": ("True, False", "True, False, 1, 0, 2.5"),
    "strings": ('"", "a", "ab%s", "é€"', '"", "b", 3, ("x",), "ab%s"'),
    "sequences": ("[], [1, 2], (1,), ()", "[3], (2,), 2, 0, []"),
    "others": ("None, {1, 2}, {1: 2}, 1j, b'xy'", "None, {2, 3}, {1: 3}, 2j, b'z', 1"),
    "overridden": ("MyInt(7), MyFloat(2.5), Left(), 5, 2.5",
                   "MyInt(3), MyFloat(1.5), Right(), 2, MyInt(2)"),
}
NO_GROUP = {  # these would take for ever, or repeat what another group shows
    "pow": {"edge30", "edge63", "big"}, "lshift": {"edge30", "edge63", "big"},
    "matmul": {"edge30", "edge63", "big", "floats", "int_float", "float_int"},
}
EXTRA = {
    "pow": ("edge63", ("2, 3, -2, 10, 3037000500, 2**31", "0, 1, 2, 20, 39, 62, 63, 64, -1")),
    "lshift": ("edge63", ("1, -1, 3, 2**30, 2**62", "0, 1, 29, 30, 31, 32, 61, 62, 63, 64, 100")),
}

CLASSES = '''
class MyInt(int):
    def __{name}__(self, other):
        return "MyInt.{name}", int(self), {other}

    def __r{name}__(self, other):
        return "MyInt.r{name}", int(self), {other}


class MyFloat(float):
    def __r{name}__(self, other):
        return "MyFloat.r{name}", float(self), {other}


class Left:
    def __repr__(self):
        return "Left()"

    def __{name}__(self, other):
        return "Left", type(other).__name__


class Right:
    def __repr__(self):
        return "Right()"

    def __r{name}__(self, other):
        return "Right", type(other).__name__
'''

COMPARE_CLASSES = '''
class MyInt(int):
    def __{name}__(self, other):
        return "MyInt.{name}", int(self), {other}

    __hash__ = int.__hash__


class MyFloat(float):
    def __{name}__(self, other):
        return "MyFloat.{name}", float(self), {other}

    __hash__ = float.__hash__


class Left:
    def __repr__(self):
        return "Left()"

    def __{name}__(self, other):
        return "Left", type(other).__name__


class Right:
    def __repr__(self):
        return "Right()"

    def __{name}__(self, other):
        return "Right", type(other).__name__
'''

PLAIN_CLASSES = '''
class MyInt(int):
    pass


class MyFloat(float):
    pass


class Left:
    def __repr__(self):
        return "Left()"


class Right:
    def __repr__(self):
        return "Right()"
'''

DRIVER = '''

def show(value):
    text = repr(value)
    return text if len(text) < 60 else text[:25] + "..." + text[-25:]


def attempt(function, left, right):
    try:
        return show(function(left, right))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def drive(name, function, lefts, rights):
    for turn in range(TURNS):
        for left in lefts:
            results = [attempt(function, left, right) for right in rights]
            if turn == TURNS - 1:
                print(name, show(left), results)


GROUPS = {
'''


def group_table(operator, infix):
    groups = {name: pair for name, pair in GROUPS.items() if name not in NO_GROUP.get(operator, ())}
    if operator in EXTRA:
        name, pair = EXTRA[operator]
        groups[name] = pair
    if operator in ("is", "is_not"):  # what numbers share is not promised: only what is one object
        groups = {"singletons": ("None, True, False, 0, 256, -5, ...", "None, True, False, 0, 256, -5"),
                  "types": ("int, float, MyInt, type(5)", "int, type(2.5), MyInt")}
    return groups


def head(kind, infix, names):
    return (f"# compiled: {', '.join(names)}\n"
            f'"""`{infix.strip()}` {kind} on each group of operands, then on all of them in one function."""\n'
            f"# Written by make_operators.py.\n\n"
            f"from math import inf, nan\n\n")


def render_groups(groups, prefix):
    lines = []
    for name, (lefts, rights) in groups.items():
        lines.append(f'    "{name}": ({prefix}{name},\n        [{lefts}],\n        [{rights}]),')
    return "\n".join(lines) + "\n}\n"


def two_operands(operator, infix, kind, body, classes, loop):
    groups = group_table(operator, infix)
    names = [f"on_{name}" for name in groups] + ["on_all"] + (["loop"] if loop else [])
    text = head(kind, infix, names) + "TURNS = 12\n\n" + classes
    for name in names:
        if name == "loop":
            text += f"\n\n{loop}"
        else:
            text += f"\n\ndef {name}(a, b):\n{body}"
    text += DRIVER + render_groups(groups, "on_")
    text += '''
for name, (function, lefts, rights) in GROUPS.items():
    drive(name, function, lefts, rights)
for name, (_, lefts, rights) in GROUPS.items():
    drive("all " + name, on_all, lefts, rights)
'''
    if loop:
        text += '''for start, step, count in STARTS:
    try:
        print("loop", show(loop(start, step, count)))
    except Exception as error:
        print("loop", f"{type(error).__name__}: {error}")
'''
    return text


def loop_of(operator, infix, in_place):
    if operator == "matmul":
        return ""
    counts = {"mul": 45, "pow": 3, "lshift": 40}
    count = counts.get(operator, 3000)
    step = f"total {infix}= step" if in_place else f"total = total {infix} step"
    starts = ["(1, 3, COUNT)", "(2**62, 2**55 + 1, COUNT)", "(-2**63, -1, COUNT)",
              "(1.0, 1.25, COUNT)", "(7, 0.5, COUNT)", "(-1, 2, COUNT)", "(5, 0, COUNT)",
              "(True, True, COUNT)"]
    if operator in ("lshift",):
        starts = ["(1, 3, COUNT)", "(-1, 2, COUNT)", "(2**62, 1, COUNT)", "(1, -1, COUNT)"]
    if operator in ("pow",):
        starts = ["(3, 3, COUNT)", "(1.5, 2, COUNT)", "(2, 0.5, COUNT)", "(-2, 3, COUNT)"]
    return (f"COUNT = {count}\nSTARTS = [{', '.join(starts)}]\n\n\n"
            f"def loop(total, step, count):\n    for _ in range(count):\n        {step}\n"
            f"    return total\n")


def programs():
    for operator, infix in BINARY.items():
        other = "other" if operator != "matmul" else "type(other).__name__"
        classes = CLASSES.format(name=operator, other=other)
        yield f"op_binary_{operator}", two_operands(
            operator, infix, "as a binary operator", f"    return a {infix} b\n", classes,
            loop_of(operator, infix, False))
        in_place = classes.replace(f"__{operator}__(self", f"__i{operator}__(self", 1)
        yield f"op_inplace_{operator}", two_operands(
            operator, infix, "in place", f"    a {infix}= b\n    return a\n", in_place,
            loop_of(operator, infix, True))
    for operator, infix in COMPARE.items():
        plain = operator.startswith("is")
        classes = PLAIN_CLASSES if plain else COMPARE_CLASSES.format(
            name=operator, other="type(other).__name__")
        yield f"op_compare_{operator}", two_operands(
            operator, infix, "for its value", f"    return a {infix} b\n", classes, "")
        yield f"op_branch_{operator}", two_operands(
            operator, infix, "for a jump",
            f'    if a {infix} b:\n        return "yes"\n    return "no"\n', classes, "")
    for operator, infix in UNARY.items():
        yield f"op_unary_{operator}", unary(operator, infix)


UNARY_CLASSES = '''
class MyInt(int):
    def __{name}__(self):
        return "MyInt.{name}", int(self)

    def __bool__(self):
        return int(self) == 1


class MyFloat(float):
    def __{name}__(self):
        return "MyFloat.{name}", float(self)


class Left:
    def __repr__(self):
        return "Left()"

    def __len__(self):
        return 0


class Right:
    def __repr__(self):
        return "Right()"

    def __{name}__(self):
        raise ValueError("no {name}")

    def __bool__(self):
        raise ValueError("no truth")
'''


def unary(operator, infix):
    groups = {name: pair for name, pair in GROUPS.items()}
    names = [f"on_{name}" for name in groups] + ["on_all", "while_true"]
    text = head("as a unary operator", infix, names) + "TURNS = 60\n"
    text += "\n" + UNARY_CLASSES.format(name=operator if operator != "not" else "neg")
    for name in names[:-1]:
        text += f"\n\ndef {name}(a, b):\n    return {infix}a, {infix}b\n"
    text += f'''

def while_true(values):
    turns = 0
    for value in values:
        if {infix}value:
            turns += 1
    return turns
'''
    text += DRIVER + render_groups(groups, "on_")
    text += '''
for name, (function, lefts, rights) in GROUPS.items():
    drive(name, function, lefts, rights)
for name, (_, lefts, rights) in GROUPS.items():
    drive("all " + name, on_all, lefts, rights)
for values in ([0, 1, 2, -1] * 500, [0.0, 1.5, -0.0] * 500, [True, False] * 500, [MyInt(1), MyInt(2)] * 300):
    print("loop", while_true(values))
'''
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    options = parser.parse_args()
    differ = []
    for name, text in programs():
        path = CORPUS / f"{name}.py"
        text = text.replace("\n\n\n\n", "\n\n\n")
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            differ.append(path.name)
            if not options.check:
                path.write_text(text, encoding="utf-8")
    print(f"{len(differ)} programs {'differ' if options.check else 'written'}")
    return 1 if options.check and differ else 0


if __name__ == "__main__":
    sys.exit(main())
