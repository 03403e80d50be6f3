#!/usr/bin/python3.11
"""Runs the test suites one after the other and adds up what passed and failed.

Each suite ends with a line `N passed, N failed`; one that does not counts as one failure."""

import argparse
import re
import subprocess
import sys
import time

import harness

PYTHON = harness.STOCK
RESULT = re.compile(r"^(\d+) passed, (\d+) failed$")
AUTOMAKE = re.compile(r"^# (PASS|FAIL|ERROR|XPASS): +(\d+)$")

# Suite -> (command, what --quick adds to it)
SUITES = {
    "unit": (["make", "--no-print-directory", "check"], []),
    "golden": ([PYTHON, "tests/run_golden.py"], []),
    "control": ([PYTHON, "tests/test_control.py"], []),
    "rules": ([PYTHON, "tests/test_rules.py"], []),
    "tools": ([PYTHON, "tests/test_tools.py"], []),
    "life": ([PYTHON, "tests/test_life.py"], []),
    "mutations": ([PYTHON, "tests/test_mutations.py"], []),
    "selection": ([PYTHON, "tests/test_selection.py"], []),
    "startup": ([PYTHON, "tests/test_startup.py"], []),
    "opcodes": ([PYTHON, "tests/test_opcodes.py"], []),
    "bench": ([PYTHON, "tests/test_bench.py"], []),
    "bench-run": ([PYTHON, "tests/test_bench_run.py"], []),
    "warmup": ([PYTHON, "tests/test_warmup.py"], []),
    "where": ([PYTHON, "tests/test_where.py"], []),
    "publish": ([PYTHON, "tests/test_publish.py"], []),
    # Two N of m5, one with each carrier; tests/run_long has all of both.
    "corpus": ([PYTHON, "tests/run_corpus.py", "--modes",
                "m1,m6,m2,m3-inline,m5-1-spill,m5-2-stackmap"],
               ["--modes", "m1,m6,m2-stackmap,m3,m5-1-spill"]),
    "cpython": ([PYTHON, "tests/run_cpython.py"], ["--quick"]),
    "injections": ([PYTHON, "tests/run_injections.py", "--every", "8"], ["--every", "20", "--sample", "1"]),
    "fuzz": ([PYTHON, "tests/fuzz/run.py", "--programs", "2000"], ["--programs", "500"]),
}


def run_suite(name, quick):
    """(passed, failed); the suite's output goes to ours as it comes."""
    command, extra = SUITES[name]
    command = command + (extra if quick else [])
    print(f"== {name}: {' '.join(command)}", flush=True)
    start = time.monotonic()
    result, automake = None, {}
    with subprocess.Popen(command, cwd=harness.ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        for line in process.stdout:
            found = RESULT.match(line)
            if found:
                result = int(found[1]), int(found[2])
                continue
            count = AUTOMAKE.match(line)
            if count:
                automake[count[1]] = automake.get(count[1], 0) + int(count[2])
            sys.stdout.write(line)
            sys.stdout.flush()
    passed, failed = add_up(result, automake, process.returncode)
    print(f"== {name}: {passed} passed and {failed} failed in "
          f"{time.monotonic() - start:.0f} s\n", flush=True)
    return passed, failed


def add_up(result, automake, status):
    if result is None and automake:
        result = (automake.get("PASS", 0),
                  sum(automake.get(kind, 0) for kind in ("FAIL", "ERROR", "XPASS")))
    if result is None:
        return (1, 0) if status == 0 else (0, 1)
    passed, failed = result
    if status and not failed:
        failed = 1
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", metavar="suite",
                        help=f"some of {', '.join(SUITES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="a share of each suite")
    options = parser.parse_args()
    unknown = [name for name in options.suites if name not in SUITES]
    if unknown:
        parser.error(f"no such suite: {', '.join(unknown)}")
    passed = failed = 0
    for name in options.suites or SUITES:
        more_passed, more_failed = run_suite(name, options.quick)
        passed += more_passed
        failed += more_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
