#!/usr/bin/python3.11
"""Runs modules of CPython's own test suite under the stock interpreter and under Adder, and compares
the result of every single test.

The oracle is the stock run on the same machine: what fails there may fail here.  A module counts as
passed when no test that passed under stock does anything else under Adder, and the process ends the
same way; a difference counts when a second run of both shows it too.  libpython3.11-testsuite holds the
modules; cpython_modules.txt lists a share, --all takes every one that cpython_skipped.txt does not name.

With --state FILE each run is written down there as soon as it has ended, and what stands there already
is not run again: a long run goes on where it was stopped.  --shard I/N takes every N-th module."""

import argparse
import fnmatch
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

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
KNOWN = harness.TESTS / "known_differences.txt"
OUTCOMES = ("ok", "FAIL", "ERROR", "skipped", "expected failure", "unexpected success")

# regrtest's hunt for leaks counts references, which only a debug build has; blocks do as well.
LEAKS = ("import sys, runpy; sys.gettotalrefcount = sys.getallocatedblocks; "
         "runpy.run_module('test', run_name='__main__', alter_sys=True)")


def read_rows(path, columns):
    """The lines of a list that has a reason in its last column: at most ten."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split(None, columns - 1) for line in lines
            if line.strip() and not line.startswith("#")]
    if len(rows) > 10 or any(len(row) < columns for row in rows):
        raise SystemExit(f"{path}: at most ten lines of {columns} columns")
    return rows


def read_known():
    """[(mode's beginning, test)] of the differences that stand on the list, with their reasons."""
    return [(mode, test) for mode, test, _ in read_rows(KNOWN, 3)]


def read_modules(quick):
    """The module names; with `quick` those marked with a *."""
    modules = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line and (not quick or line.endswith("*")):
            modules.append(line.rstrip("* "))
    return modules


def all_modules():
    """Every module that the installed suite knows, without those that are skipped."""
    command = [harness.STOCK, "-m", "test", "--list-tests"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True,
                            env=harness.clean_environment()).stdout.split()
    skipped = {module for module, _ in read_rows(SKIPPED, 2)}
    return [module for module in listed if module not in skipped]


def choose_modules(options):
    modules = all_modules() if options.all else read_modules(options.quick)
    if options.modules:
        known = all_modules()
        modules = [name for pattern in options.modules
                   for name in fnmatch.filter(known, pattern) or [pattern]]
    number, _, count = options.shard.partition("/")
    return modules[int(number) - 1::int(count)]


def run_module(module, mode, options):
    """One module in one mode, as the record that the state file holds."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="adder-cpython-") as folder:
        arguments = ["-c", LEAKS, "-R", "3:3"] if options.leaks else ["-m", "test"]
        arguments += ["-v", "--timeout", str(options.timeout - 10), module]
        more = {}
        if mode.name not in ("m0", "m1") and not options.all_modules:
            more["ADDER_MODULES"] = ",".join("-" + name for name in RUNNER)
        outcome = harness.run(mode, arguments, cwd=folder, timeout=options.timeout,
                              TMPDIR=folder, HOME=folder, **more)
    save_output(options.output, module, mode, outcome)
    return {"module": module, "mode": mode.name, "status": outcome.status,
            "seconds": round(time.monotonic() - start, 1),
            "compiled": len(outcome.compiled or []), "results": read_results(outcome.stdout),
            "tail": (outcome.stdout + outcome.stderr).strip().splitlines()[-8:]}


def save_output(folder, module, mode, outcome):
    if folder:
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f"{module}.{mode.name}.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{outcome.stdout}\n{outcome.stderr}\nexit status {outcome.status}\n")


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


def compare(stock, adder):
    """What is worse than under stock: {what: how}."""
    problems = {}
    for test, outcome in stock["results"].items():
        other = adder["results"].get(test, "no result")
        if outcome in ("ok", "expected failure") and other != outcome:
            problems[test] = f"{other} instead of {outcome}"
    known = {test for start, test in read_known() if adder["mode"].startswith(start)}
    if problems and known.issuperset(problems) and adder["status"] == "2":
        return {}  # regrtest's status for failed tests: they are all on the list
    problems = {test: how for test, how in problems.items() if test not in known}
    here, there = adder["status"], stock["status"]
    if here != there and (there == "0" or here == "timeout" or "killed" in here):
        problems["exit status"] = f"{here} instead of {there}"
    return problems


def short_report(problems, adder):
    lines = [f"{what}: {how}" for what, how in problems.items()]
    if len(lines) > 12:
        lines[12:] = [f"... {len(lines) - 12} more"]
    return lines + ["    | " + line[:160] for line in adder["tail"][-6:]]


class State:
    """The records of all runs, in a file if there is one: a line each."""

    def __init__(self, path):
        self.path = path
        self.records = {}
        self.lock = threading.Lock()
        if path and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    if line.endswith("\n"):  # the last one may be torn
                        record = json.loads(line)
                        self.records[record["module"], record["mode"]] = record

    def find(self, module, mode):
        return self.records.get((module, mode.name))

    def put(self, record):
        with self.lock:
            self.records[record["module"], record["mode"]] = record
            if self.path:
                with open(self.path, "a", encoding="utf-8") as file:
                    file.write(json.dumps(record) + "\n")
        return record


def run_mode(mode, modules, state, options):
    """({module: record}, seconds) of one mode; what the state knows is not run."""
    start = time.monotonic()

    def run(module):
        return state.find(module, mode) or state.put(run_module(module, mode, options))

    records = harness.in_parallel(run, modules, options.jobs, f"cpython {mode.name}")
    return dict(zip(modules, records)), time.monotonic() - start


def confirmed(module, mode, stock_mode, first, state, options):
    """What a second run of both interpreters differs in too."""
    adder = state.put(run_module(module, mode, options))
    problems = {what: how for what, how in first.items()
                if what in compare(run_module(module, stock_mode, options), adder)}
    return problems, adder


def report_stock(records, seconds):
    failing = [module for module, record in records.items() if record["status"] != "0"]
    tests = sum(len(record["results"]) for record in records.values())
    print(f"cpython m0: {len(records)} modules, {tests} tests, {seconds:.0f} s"
          + (f"; not passing under stock: {', '.join(failing)}" if failing else ""), flush=True)


def report_mode(mode, stock_mode, stock, records, seconds, state, options):
    failed = 0
    for module, record in records.items():
        problems = compare(stock[module], record)
        if problems and not options.once:
            problems, record = confirmed(module, mode, stock_mode, problems, state, options)
            if not problems:
                print(f"note: {module} [{mode.name}] differed in one run of two")
        if problems:
            failed += 1
            print(f"FAIL {module} [{mode.name}]")
            print("\n".join("    " + line for line in short_report(problems, record)), flush=True)
    compiled = sum(record["compiled"] for record in records.values())
    if mode.name.startswith("m2") and not compiled:
        failed += 1
        print(f"FAIL nothing was compiled in {mode.name}")
    print(f"cpython {mode.name}: {len(records) - failed} passed, {failed} failed, {seconds:.0f} s, "
          f"{compiled} functions compiled", flush=True)
    return len(records) - failed, failed


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help="names or patterns (default: the list)")
    parser.add_argument("--all", action="store_true", help="every module of the installed suite")
    parser.add_argument("--modes", default="m1,m2-stackmap", help="default: m1,m2-stackmap")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="every N-th module")
    parser.add_argument("--state", metavar="FILE", help="write results down, and go on from there")
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one module")
    parser.add_argument("--leaks", action="store_true",
                        help="run each module six times (-R 3:3) and count memory blocks")
    parser.add_argument("--once", action="store_true", help="do not run a second time what differs")
    parser.add_argument("--all-modules", action="store_true",
                        help="compile what the test runner is made of too: slow")
    parser.add_argument("--quick", action="store_true", help="only the modules marked *")
    parser.add_argument("--stock-only", action="store_true", help="only the oracle's run")
    parser.add_argument("--output", metavar="FOLDER", help="keep what every run printed")
    return parser.parse_args()


def main():
    options = parse_arguments()
    modules = choose_modules(options)
    if not options.stock_only:
        harness.need_adder()
    state = State(options.state)
    stock_mode = harness.make_modes()[0]
    stock, seconds = run_mode(stock_mode, modules, state, options)
    report_stock(stock, seconds)
    if options.stock_only:
        for module, record in stock.items():
            print(f"{module}: {len(record['results'])} tests, status {record['status']}")
        return 0
    passed = failed = 0
    for mode in harness.select_modes(options.modes.split(",")):
        records, seconds = run_mode(mode, modules, state, options)
        more_passed, more_failed = report_mode(mode, stock_mode, stock, records, seconds, state,
                                               options)
        passed += more_passed
        failed += more_failed
    return harness.finish(passed, failed)


if __name__ == "__main__":
    sys.exit(main())
