#!/usr/bin/python3.11
"""bench/where: samples are put where they belong, and account for the run; bench/path_length counts."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import harness

BENCH = harness.ROOT / "bench"
sys.path.insert(0, str(BENCH))
from lib import sampling  # noqa: E402

UNIT = "55 adder:module:f@0 (/tmp/perf-7.map)"
EVAL = "20 adder_loop_eval+0x10 (/x/lib/adder_core.so)"


def place(*frames, thread=7):
    lines = [f"    7/{thread}     12.000001: ", *frames, ""]
    (sample,) = sampling.parse(lines)
    ((_, category, detail),) = sampling.categorise([sample])
    return category, detail


class Places(unittest.TestCase):
    def test_compiled_code_and_what_it_calls(self):
        self.assertEqual(place(UNIT, EVAL), (sampling.COMPILED, "module:f@0"))
        inner = "31 PyDict_SetItem+0x4 (/usr/bin/python3.11)"
        self.assertEqual(place("30 malloc (/libc.so)", inner, UNIT, EVAL),
                         (sampling.CALLED, "PyDict_SetItem"))
        self.assertEqual(place("99 [unknown] (/usr/bin/python3.11)", UNIT),
                         (sampling.CALLED, "python3.11 (no symbol)"))

    def test_the_innermost_decides(self):
        self.assertEqual(place("9 PyNumber_Add (/usr/bin/python3.11)", EVAL, UNIT), ("interpreter", ""))
        self.assertEqual(place("9 adder_unit_left (/x/adder_core.so)", EVAL)[0], "deoptimisation")
        self.assertEqual(place("9 adder_build (/x/adder_core.so)",
                               "8 adder_loop_event (/x/adder_core.so)", EVAL)[0], "compilation: build")

    def test_interrupts_are_nobodys_call(self):
        self.assertEqual(place("ffff asm_interrupt ([kernel.kallsyms])", UNIT)[0], sampling.COMPILED)

    def test_other_threads_are_the_background(self):
        self.assertEqual(place("9 LLVMRunPasses (/libLLVM.so)", thread=8)[0],
                         "in the background: compilation: optimise")

    def test_what_cannot_be_unwound_is_said(self):
        self.assertEqual(place("9 free (/libc.so)"), (sampling.UNKNOWN, "free"))

    def test_collector_by_time(self):
        (sample,) = sampling.parse(["7/7 12.5: ", UNIT])
        self.assertEqual(sampling.categorise([sample], [(12.0, 13.0)])[0][1], sampling.COLLECTOR)


class Tools(unittest.TestCase):
    def test_where(self):
        why = sampling.missing()
        if why:
            self.skipTest(why)
        with tempfile.TemporaryDirectory(prefix="adder-where-") as folder:
            done = subprocess.run([harness.STOCK, str(BENCH / "where"), "richards", "--iterations", "8",
                                   "--output", folder], capture_output=True, text=True, timeout=600)
            result = json.loads((Path(folder) / "where.json").read_text(encoding="utf-8"))
            self.assertIn("<svg", (Path(folder) / "where.html").read_text(encoding="utf-8"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for category in (sampling.COMPILED, sampling.CALLED, sampling.INTERPRETER):
            self.assertGreater(result["shares"][category], 0)
        codegen = sum(share for category, share in result["shares"].items() if category.endswith("compilation: codegen"))
        self.assertGreater(codegen, 0)
        self.assertTrue(any("Task" in name for name in result["details"]["compiled code, by unit"]))
        lines = {where: source for _, where, source in result["machine code"]["lines"]}
        self.assertTrue(any("Task." in where and source for where, source in lines.items()), lines)
        ops = [(op, opcode) for _, _, _, op, opcode, _, _ in result["machine code"]["instructions"]]
        self.assertTrue(any(re.search("Guard|InlineValue", op) and re.match("LOAD_(ATTR|METHOD) at", opcode)
                            for op, opcode in ops), ops)
        clock = result["compiler's own clock"]["codegen"]
        self.assertAlmostEqual(codegen / clock, 1, delta=0.6)

    def test_path_length(self):
        if not shutil.which("valgrind"):
            self.skipTest("no valgrind")
        with tempfile.TemporaryDirectory(prefix="adder-path-") as folder:
            path = Path(folder) / "path.json"
            done = subprocess.run([harness.STOCK, str(BENCH / "path_length"), "--vm", "adder-sync", "--loop",
                                   "local variable", "--json", str(path)], capture_output=True, text=True,
                                  timeout=900)
            self.assertEqual(done.returncode, 0, done.stderr)
            figures = json.loads(path.read_text(encoding="utf-8"))
        self.assertLess(figures["local variable"]["adder-sync"], 20)


if __name__ == "__main__":
    sys.exit(harness.run_unittest())
