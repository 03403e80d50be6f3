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
                               str(self.page), *arguments], capture_output=True, text=True, timeout=900)
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.page.read_text(encoding="utf-8")

    def test_nothing_measured_leaves_the_page_as_it_is(self):
        self.assertEqual(self.publish("--fill-only"), PAGE.read_text(encoding="utf-8"))

    def test_path_lengths(self):
        figures = {"call": {"stock": 412.0, "adder-sync": 7.0}}
        (self.output / "path_length.json").write_text(json.dumps(figures), encoding="utf-8")
        self.assertIn("| loop | stock | adder-sync |\n|---|---|---|\n| call | 412 | 7 |",
                      self.publish("--fill-only"))

    def test_a_suite(self):
        subprocess.run([harness.STOCK, str(harness.ROOT / "bench" / "run"), "--programs",
                        "local_loop,mandelbrot", "--vm", "stock", "--vm", "adder", "--processes", "2",
                        "--iterations", "8", "--output", str(self.output / "micro")], check=True,
                       capture_output=True, timeout=300)
        text = self.publish("--fill-only")
        table = text[text.index("<!-- table micro -->"):]
        self.assertRegex(table, r"\| local_loop \| [\d.]+ \[[\d.]+, [\d.]+\] \| [\d.]+ \[")
        self.assertIn("2 processes of 8 iterations", table)
        self.assertEqual(text.count("Not measured yet."), PAGE.read_text(encoding="utf-8").count("Not measured yet.") - 1)


if __name__ == "__main__":
    sys.exit(harness.run_unittest())
