#!/usr/bin/python3.11
"""bench/run keeps what is right, says what went wrong, goes on after an interruption, and reports."""

import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
from pathlib import Path

import harness

sys.path.insert(0, str(harness.ROOT / "bench"))
from lib import execute, languages, programs, vms  # noqa: E402

RUN = str(harness.ROOT / "bench" / "run")

GOOD = """
    N = 3000
    EXPECTED = 4498500
    SHORT = (1000, 499500)

    def run(n):
        return sum(range(n))
    """


class Runner(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="adder-bench-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.output = self.folder / "out"

    def program(self, text, name="program"):
        path = self.folder / f"{name}.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return str(path)

    def vm(self, name, text):
        """A VM that is a shell script; "$@" is what it has to run."""
        path = self.folder / name
        path.write_text(f'#!/bin/sh\nif [ "$1" = -c ]; then exit 0; fi\n{text}\n', encoding="utf-8")
        path.chmod(0o755)
        return f"{name}={path}"

    def command(self, *arguments):
        return [harness.STOCK, RUN, "--processes", "2", "--iterations", "12", "--timeout", "5",
                "--output", str(self.output), "--vm", "stock", *arguments]

    def run_it(self, *arguments):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=300)

    def runs(self):
        lines = (self.output / "runs.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def test_what_goes_wrong_is_reported_and_never_counted(self):
        good = f'exec {harness.STOCK} "$@"'
        broken = {"crashes": "kill -SEGV $$", "hangs": "sleep 60", "babbles": "echo rubbish",
                  "refuses": "echo no >&2; exit 3"}
        vms = [self.vm(name, text) for name, text in broken.items()] + [self.vm("slow", f"sleep 0.2; {good}")]
        arguments = [word for vm in vms for word in ("--vm", vm)]
        done = self.run_it("--programs", self.program(GOOD), "--processes", "1", *arguments)
        self.assertEqual(done.returncode, 1, done.stderr)
        failures = {run["vm"]: run["failure"] for run in self.runs()}
        self.assertIsNone(failures["stock"])
        self.assertIsNone(failures["slow"])
        for vm, what in (("crashes", "SIGSEGV"), ("hangs", "no end"), ("babbles", "no result"),
                         ("refuses", "exit status 3")):
            self.assertIn(what, failures[vm])
        report = (self.output / "report.md").read_text(encoding="utf-8")
        self.assertIn("SIGSEGV", report)
        rows = list(csv.reader((self.output / "warmup.csv").open(encoding="utf-8")))
        self.assertEqual({row[1].split(":")[1] for row in rows[1:]}, {"stock", "slow"})
        self.assertFalse((self.output / "pyperf-crashes.json").exists())

    def test_wrong_checksum(self):
        done = self.run_it("--programs", self.program(GOOD.replace("499500)", "7)")))
        self.assertEqual(done.returncode, 1)
        self.assertTrue(all("instead of 7" in run["failure"] for run in self.runs()))

    def test_interrupted_and_resumed(self):
        slow = GOOD.replace("return", "import time; time.sleep(0.02); return")
        with subprocess.Popen(self.command("--programs", self.program(slow), "--processes", "8"),
                              stderr=subprocess.PIPE, text=True) as child:
            while not (self.output / "runs.jsonl").exists():
                time.sleep(0.05)
            child.send_signal(signal.SIGINT)
            self.assertIn("--resume", child.communicate(timeout=60)[1])
            self.assertEqual(child.returncode, 130)
        before = self.runs()
        with open(self.output / "runs.jsonl", "a", encoding="utf-8") as file:
            file.write('{"program": "program", "vm": "st')  # as if cut off
        self.assertEqual(self.run_it("--resume").returncode, 0)
        after = self.runs()
        self.assertEqual(after[:len(before)], before)
        self.assertEqual(sorted(run["process"] for run in after), list(range(8)))

    def test_an_old_run_is_not_written_over(self):
        self.assertEqual(self.run_it("--programs", self.program(GOOD)).returncode, 0)
        again = self.run_it("--programs", self.program(GOOD))
        self.assertNotEqual(again.returncode, 0)
        self.assertIn("--resume", again.stderr)

    def test_formats(self):
        """The fields that pyperf's JSON 1.0 has, with the types that it checks."""
        done = self.run_it("--programs", self.program(GOOD))
        self.assertEqual(done.returncode, 0, done.stderr)
        data = json.loads((self.output / "pyperf-stock.json").read_text(encoding="utf-8"))
        self.assertEqual(data["version"], "1.0")
        (benchmark,) = data["benchmarks"]
        self.assertEqual(benchmark["metadata"]["name"], "program")
        self.assertEqual(benchmark["metadata"]["unit"], "second")
        self.assertEqual([len(run["values"]) for run in benchmark["runs"]], [12, 12])
        self.assertTrue(all(isinstance(value, float) and value > 0
                            for run in benchmark["runs"] for value in run["values"]))

    def test_pyperf_scripts(self):
        folder = self.folder / "suite" / "bm_counts"
        folder.mkdir(parents=True)
        (folder / "run_benchmark.py").write_text(textwrap.dedent("""
            import pyperf

            def counts(n):
                return sum(range(n))

            if __name__ == "__main__":
                runner = pyperf.Runner()
                runner.metadata["description"] = "counts"
                runner.bench_func("counts", counts, 1000)
            """), encoding="utf-8")
        done = self.run_it("--pyperf", str(folder.parent))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({run["program"] for run in self.runs()}, {"bm_counts"})

    def test_a_bound_in_seconds(self):
        """The first process says how many iterations all do, eight at least; each VM has its own number."""
        slow = self.vm("slow", f'exec {harness.STOCK} "$@"')
        text = GOOD.replace("return", "import time; time.sleep(0.02); return")
        done = self.run_it("--programs", self.program(text), "--iterations", "200", "--seconds", "0.4", "--vm", slow)
        self.assertEqual(done.returncode, 0, done.stderr)
        lengths = {}
        for run in self.runs():
            lengths.setdefault(run["vm"], set()).add(len(run["seconds"]))
        for vm in ("stock", "slow"):
            (length,) = lengths[vm]
            self.assertTrue(8 <= length <= 20, length)
        self.assertIn("<svg", (self.output / "report.html").read_text(encoding="utf-8"))

    def test_two_programs_in_full(self):
        done = self.run_it("--programs", "fib,sieve", "--vm", "adder", "--iterations", "5",
                           "--timeout", "120")
        self.assertEqual(done.returncode, 0, done.stderr)
        page = (self.output / "report.html").read_text(encoding="utf-8")
        self.assertIn("<svg", page)
        self.assertIn("geometric mean", page)
        self.assertTrue(all(run["adder"]["compilations"] for run in self.runs()
                            if run["vm"] == "adder"))


    def test_a_missing_tool_is_one_line(self):
        done = self.run_it("--programs", self.program(GOOD), "--vm", "absent=/no/such/vm")
        self.assertEqual(done.returncode, 0, done.stderr)
        (line,) = [line for line in done.stderr.splitlines() if line.startswith("absent left out")]
        self.assertIn("/no/such/vm", line)

    def test_other_languages_have_empty_cells_where_there_is_no_twin(self):
        done = self.run_it("--programs", f"mandelbrot,{self.program(GOOD)}", "--vm", "c")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({run["program"] for run in self.runs() if run["vm"] == "c"}, {"mandelbrot"})
        self.assertRegex(done.stdout, r"(?m)^program .* -$")

    def test_another_language_is_checked_too(self):
        program = self.program(GOOD)
        twin = Path(program).with_suffix(".c")
        twin.write_text('#include "measure.h"\n#include <stdio.h>\n'
                        'void run(long n, char *answer) { sprintf(answer, "%ld", n); }\n',
                        encoding="utf-8")
        done = self.run_it("--programs", program, "--vm", "c")
        self.assertEqual(done.returncode, 1)
        twin.write_text("void run(", encoding="utf-8")
        self.output = self.folder / "again"
        self.assertEqual(self.run_it("--programs", program, "--vm", "c").returncode, 1)
        self.assertTrue(all("not built" in run["failure"] for run in self.runs() if run["vm"] == "c"))


class Programs(unittest.TestCase):
    """Every program gives its checksum at its short size, under each VM that is installed."""

    ITERATIONS = {"adder-sync": 3}

    def check(self, *names):
        machines = [vm for vm in map(vms.KNOWN.get, names) if vms.starts(vm) is None]
        if not machines:
            self.skipTest("not installed")
        with tempfile.TemporaryDirectory(prefix="adder-bench-") as folder:
            checked = 0
            for program in self.all_programs():
                for vm in machines:
                    if program.short and languages.source(program, vm.language):
                        with self.subTest(program=program.name, vm=vm.name):
                            self.check_one(program, vm, Path(folder))
                        checked += 1
        self.assertGreater(checked, 4)

    def all_programs(self):
        found = [program for suite in programs.suite_names() for program in programs.find_suite(suite)]
        return list({program.path: program for program in found}.values())

    def check_one(self, program, vm, folder):
        self.assertIsNone(languages.prepare(program, vm.language, folder))
        argv = languages.command(program, vm, self.ITERATIONS.get(vm.name, 1), "short", folder)
        outcome, _, _ = execute.run_measured(argv, 120, vm.env)
        self.assertIsNone(outcome.failure)

    def test_stock(self):
        self.check("stock")

    def test_adder_compiling_at_once(self):
        self.check("adder-sync")

    def test_pypy(self):
        self.check("pypy")

    def test_c(self):
        self.check("c")

    def test_lua(self):
        self.check("lua", "luajit")

    def test_java(self):
        self.check("java")

    def test_ruby(self):
        self.check("ruby")


if __name__ == "__main__":
    os.chdir(harness.ROOT)
    sys.exit(harness.run_unittest())
