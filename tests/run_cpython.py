#!/usr/bin/python3.11
"""Runs modules of CPython's own test suite under the stock interpreter and under Adder, and compares
the result of every single test (comparison.py).

libpython3.11-testsuite holds the modules; cpython_modules.txt lists a share, --all takes every one that
cpython_skipped.txt does not name."""

import argparse
import fnmatch
import functools
import re
import subprocess
import sys
import tempfile
import time

import comparison
import harness

# What the test runner itself is made of: compiling that in each of the processes would take longer than the
# tests.  From m2 on it stays in the interpreter, unless --all-modules is given.
RUNNER = """
    _frozen_importlib* importlib importlib.* zipimport site os posixpath genericpath codecs encodings*
    abc argparse gettext locale re re.* enum sysconfig platform tempfile shutil subprocess selectors
    logging logging.* warnings linecache tokenize traceback inspect dis contextlib doctest pdb
    unittest unittest.* test.libregrtest* test.support*
    """.split()

LIST = harness.TESTS / "cpython_modules.txt"
SKIPPED = harness.TESTS / "cpython_skipped.txt"
FAILED = "2"  # regrtest's exit status for failed tests
OUTCOMES = ("ok", "FAIL", "ERROR", "skipped", "expected failure", "unexpected success")

# regrtest's hunt for leaks counts references, which only a debug build has; blocks do as well.
LEAKS = ("import sys, runpy; sys.gettotalrefcount = sys.getallocatedblocks; "
         "runpy.run_module('test', run_name='__main__', alter_sys=True)")


def read_modules(mark=""):
    """The module names of the list; those with this mark."""
    modules = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line and line.endswith(mark):
            modules.append(line.rstrip("*- "))
    return modules


def all_modules():
    """Every module that the installed suite knows, without those that are skipped."""
    command = [harness.STOCK, "-m", "test", "--list-tests"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True,
                            env=harness.clean_environment()).stdout.split()
    skipped = {module for module, _ in comparison.read_rows(SKIPPED, 2)}
    return [module for module in listed if module not in skipped]


def choose_modules(options):
    modules = all_modules() if options.all else read_modules("*" if options.quick else "")
    if options.modules:
        known = all_modules()
        modules = [name for pattern in options.modules
                   for name in fnmatch.filter(known, pattern) or [pattern]]
    return comparison.take_shard(modules, options)


def run_module(options, module, mode):
    """One module in one mode, as the record that the state file holds."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="adder-cpython-") as folder:
        arguments = ["-c", LEAKS, "-R", "3:3"] if options.leaks else ["-m", "test"]
        # regrtest's own limit goes by the clock
        arguments += ["-v", "--timeout", str(harness.PATIENCE * options.timeout - 10), module]
        more = {}
        if mode.name not in ("m0", "m1") and not options.all_modules:
            more["ADDER_MODULES"] = ",".join("-" + name for name in RUNNER)
        outcome = harness.run(mode, arguments, cwd=folder, timeout=options.timeout,
                              TMPDIR=folder, HOME=folder, **more)
    comparison.save_output(options.output, module, mode, outcome)
    return comparison.make_record(module, mode, outcome, read_results(outcome.stdout),
                                  time.monotonic() - start)


def read_results(text):
    """{test: outcome}.  Output of the tests themselves may stand between name and outcome."""
    results = {}
    pending = None
    for line in text.splitlines():
        found = re.match(r"^(test\w*) \(([\w.<>]+)\)", line)
        if found:
            pending = found[2]
        if pending is None:
            continue
        ending = line.rpartition("... ")[2] if "... " in line else line
        outcome = next((name for name in OUTCOMES if ending.startswith(name)), None)
        if outcome and ("... " in line or ending.strip() in ("ok", "FAIL", "ERROR")):
            results[pending] = outcome
            pending = None
    return results


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help="names or patterns (default: the list)")
    parser.add_argument("--all", action="store_true", help="every module of the installed suite")
    comparison.add_arguments(parser, "m1,m2-stackmap", 300)
    parser.add_argument("--leaks", action="store_true",
                        help="run each module six times (-R 3:3) and count memory blocks")
    parser.add_argument("--all-modules", action="store_true",
                        help="compile what the test runner is made of too: slow")
    parser.add_argument("--quick", action="store_true", help="only the modules marked *")
    return parser.parse_args()


def main():
    options = parse_arguments()
    modules = choose_modules(options)
    if not options.stock_only:
        harness.need_adder()
    once = [] if options.all or options.modules else read_modules("-")
    suite = comparison.Suite("cpython", functools.partial(run_module, options), options, FAILED, once)
    return harness.finish(*suite.run(modules))


if __name__ == "__main__":
    sys.exit(main())
