#!/usr/bin/python3.11
"""bench/compare counts what is right and reports what is wrong."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

import harness

COMPARE = str(harness.ROOT / "bench" / "compare")
PROGRAMS = sorted((harness.ROOT / "bench" / "programs").glob("*.py"))


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="adder-bench-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def compare(self, text, *arguments):
        """(printed, JSON, status) of a comparison of a program between the stock VM and itself."""
        program = self.folder / "program.py"
        program.write_text(textwrap.dedent(text), encoding="utf-8")
        output = self.folder / "out.json"
        done = subprocess.run(
            [harness.STOCK, COMPARE, str(program), "--rounds", "2", "--iterations", "4", "--vm", "stock",
             "--vm", f"other={harness.STOCK} -I", "--json", str(output), "--timeout", "20", *arguments],
            capture_output=True, text=True, timeout=120)
        with open(output, encoding="utf-8") as file:
            return done.stdout, json.load(file), done.returncode

    GOOD = """
        N = 20000
        EXPECTED = 199990000

        def run(n):
            return sum(range(n))

        if __name__ == "__main__":
            print(run(N))
        """

    def test_right_results_are_counted(self):
        printed, data, status = self.compare(self.GOOD)
        self.assertEqual(status, 0, printed)
        for kind in ("process", "steady"):
            entry = data[kind]["program"]["other"]
            self.assertGreater(entry["ratio"], 0)
            self.assertLessEqual(entry["lowest"], entry["highest"])
            self.assertEqual(len(entry["rounds"]), 2)
        self.assertEqual(len(data["steady"]["program"]["stock"]["rounds"][0]), 4)

    def test_wrong_checksum_is_no_ratio(self):
        printed, data, status = self.compare(self.GOOD.replace("199990000", "5"))
        self.assertEqual(status, 1)
        self.assertNotIn("ratio", data["steady"]["program"]["other"])
        self.assertIn("gave 199990000 instead of 5", printed)

    def test_crash_is_reported(self):
        printed, data, status = self.compare(self.GOOD.replace("    return", "    import os; os.abort()\n    "
                                                               "        return"))
        self.assertEqual(status, 1)
        self.assertIn("SIGABRT", printed)
        self.assertNotIn("ratio", data["process"]["program"]["other"])

    def test_time_out_is_reported(self):
        printed, _, status = self.compare(self.GOOD.replace("return sum", "while True: pass\n            return sum"),
                                          "--timeout", "1", "--only", "process", "--rounds", "1")
        self.assertEqual(status, 1)
        self.assertIn("no end within", printed)

    def test_missed_floor(self):
        printed, _, status = self.compare(self.GOOD, "--floor", "program=1000")
        self.assertEqual(status, 1)
        self.assertIn("MISSED", printed)


class Programs(unittest.TestCase):
    """Each program of bench/programs gives its checksum, under the stock interpreter and Adder."""

    def check(self, launcher, path):
        expected = read_expected(path)
        done = subprocess.run([launcher, str(path)], capture_output=True, text=True, timeout=120,
                              env=harness.clean_environment())
        self.assertEqual((done.stdout, done.stderr, done.returncode), (expected, "", 0))

    def test_stock(self):
        for path in PROGRAMS:
            with self.subTest(program=path.stem):
                self.check(harness.STOCK, path)

    def test_adder(self):
        for path in PROGRAMS:
            with self.subTest(program=path.stem):
                self.check(harness.ADDER, path)


def read_expected(path):
    """What the program prints, from its EXPECTED value."""
    namespace = {"__name__": "expected"}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("EXPECTED = ")]
    exec(lines[0], namespace)
    value = namespace["EXPECTED"]
    return value if path.stem.startswith("while_") else f"{value!r}\n"


def main():
    return harness.run_unittest()


if __name__ == "__main__":
    sys.exit(main())
