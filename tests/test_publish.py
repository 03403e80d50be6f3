#!/usr/bin/python3.11
"""bench/publish fills docs/benchmarks.md from runs, and touches nothing else of it."""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import harness

PUBLISH = str(harness.ROOT / "bench" / "publish")
PAGE = harness.ROOT / "docs" / "benchmarks.md"


class Publish(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="adder-publish-")
        self.addCleanup(folder.cleanup)
        self.output = Path(folder.name)
        self.page = self.output / "page.md"
        shutil.copy(PAGE, self.page)

    def publish(self, *arguments):
        done = subprocess.run([harness.STOCK, PUBLISH, "--output", str(self.output), "--page",
                               str(self.page), "--examples", str(self.output / "examples"), *arguments], capture_output=True, text=True, timeout=900)
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.page.read_text(encoding="utf-8")

    def test_nothing_measured_leaves_the_page_as_it_is(self):
        self.assertEqual(self.publish("--fill-only"), PAGE.read_text(encoding="utf-8"))

    def test_path_lengths(self):
        figures = {"call": {"stock": 412.0, "adder-sync": 7.0}}
        (self.output / "path_length.json").write_text(json.dumps(figures), encoding="utf-8")
        self.assertIn("| loop | stock | adder-sync | Jython, Java bytecodes (reported) |\n|---|---|---|---|\n| call | 412 | 7 | 1,152 |",
                      self.publish("--fill-only"))

    def measure(self, part, *vms):
        subprocess.run([harness.STOCK, str(harness.ROOT / "bench" / "run"), "--programs",
                        "local_loop,mandelbrot", *[word for vm in vms for word in ("--vm", vm)], "--processes", "2",
                        "--iterations", "8", "--output", str(self.output / part)], check=True,
                       capture_output=True, timeout=300)

    def test_suites(self):
        self.measure("python", "stock", "adder")
        self.measure("languages", "stock", "c")
        text = self.publish("--fill-only")
        table = text[text.index("<!-- table micro -->"):].split("<!-- end")[0]
        self.assertRegex(table, r"\| local_loop \| [\d.]+ \[[\d.]+, [\d.]+\] \| [\d.]+ \[")
        self.assertIn("2 processes of 8 iterations", table)
        self.assertNotIn("mandelbrot", table)
        table = text[text.index("<!-- table meta_tracing -->"):].split("<!-- end")[0]
        self.assertRegex(table, r"\| program \| stock ms \| adder, times as fast \| c, times as fast \|")
        self.assertRegex(table, r"\| mandelbrot( \| [\d.]+ \[[\d.]+, [\d.]+\]){3} \|")
        before = PAGE.read_text(encoding="utf-8") # what this run has not measured stays
        self.assertEqual(*(page[page.index("<!-- table path_length -->"):].split("<!-- end")[0] for page in (text, before)))
        (example,) = (self.output / "examples").iterdir()
        self.assertRegex(example.name, r"^\d{4}-\d\d-\d\d-python$")
        self.assertIn("<svg", (example / "report.html").read_text(encoding="utf-8"))

    def test_a_part_is_measured_and_gone_on_with(self):
        """Without times of the Pythons there is no table yet."""
        arguments = ("--part", "languages", "--level", "quick", "--", "--processes", "1", "--iterations", "1")
        self.assertEqual(self.publish(*arguments), PAGE.read_text(encoding="utf-8"))
        runs = (self.output / "languages" / "runs.jsonl").read_text(encoding="utf-8")
        self.assertIn('"vm": "stock"', runs)
        self.publish(*arguments)
        self.assertEqual((self.output / "languages" / "runs.jsonl").read_text(encoding="utf-8"), runs)


if __name__ == "__main__":
    sys.exit(harness.run_unittest())
