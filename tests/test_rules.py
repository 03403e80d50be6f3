#!/usr/bin/python3.11
"""The table of semantics rules in docs/semantics.md and the tests agree: each rule has tests that cite
its number, and at least one of them proves that machine code ran with Adder's defaults.

--rewrite fills the table's last column from the citations."""

import re
import sys
import unittest

import harness
import run_corpus

PAGE = harness.ROOT / "docs" / "semantics.md"
ROW = re.compile(r"^\| (\d+) \| (.*?) \| (.*?) ?\|$", re.MULTILINE)
CITATION = re.compile(r"\brules? (\d+(?:(?:, | and )\d+)*)")
COUNT = 66
PROVES_BY_ITSELF = {"test_control", "test_tools", "test_life", "test_mutations"}


def cited_in(text):
    return {int(number) for match in CITATION.finditer(text)
            for number in re.findall(r"\d+", match.group(1))}


def test_files():
    yield from sorted(harness.TESTS.glob("corpus/*.py"))
    yield from sorted(harness.TESTS.glob("test_*.py"))


def citations():
    """{rule: [names of tests]}"""
    found = {number: [] for number in range(1, COUNT + 1)}
    for path in test_files():
        for number in sorted(cited_in(path.read_text(encoding="utf-8"))):
            found[number].append(path.stem)
    return found


def is_proof(name):
    path = run_corpus.CORPUS / f"{name}.py"
    if not path.exists():
        return name in PROVES_BY_ITSELF
    return bool(run_corpus.wanted_functions(path, run_corpus.HOT_LINE))


class Rules(unittest.TestCase):
    maxDiff = None

    def test_all_rules_are_there(self):
        rows = [int(row[0]) for row in ROW.findall(PAGE.read_text(encoding="utf-8"))]
        self.assertEqual(rows, list(range(1, COUNT + 1)))

    def test_table_and_citations_agree(self):
        rows = {int(number): re.findall(r"\w+", names)
                for number, _, names in ROW.findall(PAGE.read_text(encoding="utf-8"))}
        self.assertEqual(rows, citations(), "run tests/test_rules.py --rewrite")

    def test_each_rule_is_proved(self):
        missing = [number for number, names in citations().items() if not any(map(is_proof, names))]
        self.assertEqual(missing, [])


def rewrite():
    found = citations()

    def fill(match):
        names = ", ".join(f"`{name}`" for name in found[int(match.group(1))])
        return f"| {match.group(1)} | {match.group(2)} | {names} |"

    PAGE.write_text(ROW.sub(fill, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--rewrite"]:
        rewrite()
    else:
        sys.exit(harness.run_unittest())
