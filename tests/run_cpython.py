#!/usr/bin/python3.11
"""Runs modules of CPython's own test suite under the stock interpreter and under Adder, and compares
the result of every single test.

The oracle is the stock run on the same machine: what fails there may fail here.  A module counts as
passed when no test that passed under stock does anything else under Adder, and the process ends the
same way.  The modules are listed in cpython_modules.txt; libpython3.11-testsuite holds them."""

import argparse
import fnmatch
import os
import re
import sys
import tempfile
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
KNOWN = harness.TESTS / "known_differences.txt"
OUTCOMES = ("ok", "FAIL", "ERROR", "skipped", "expected failure", "unexpected success")


def read_modules(quick):
    """The module names; with `quick` those marked with a *."""
    modules = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line and (not quick or line.endswith("*")):
            modules.append(line.rstrip("* "))
    return modules


def read_known():
    """[(mode's beginning, test)] of the differences that stand on the list, with their reasons."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    rows = [line.split(None, 2) for line in lines if line.strip() and not line.startswith("#")]
    if len(rows) > 10 or any(len(row) < 3 for row in rows):
        raise SystemExit(f"{KNOWN}: at most ten lines, each `mode test reason`")
    return [(mode, test) for mode, test, _ in rows]


def run_module(module, mode, options):
    with tempfile.TemporaryDirectory(prefix="adder-cpython-") as folder:
        arguments = ["-m", "test", "-v", "--timeout", str(options.timeout - 10), module]
        more = {}
        if mode.settings and not options.all_modules:
            more["ADDER_MODULES"] = ",".join("-" + name for name in RUNNER)
        return harness.run(mode, arguments, cwd=folder, timeout=options.timeout,
                           TMPDIR=folder, HOME=folder, **more)


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


def compare(mode, stock, adder):
    """What is worse than under stock, as lines."""
    before, now = read_results(stock.stdout), read_results(adder.stdout)
    problems = []
    known = 0
    for test, outcome in before.items():
        other = now.get(test, "no result")
        if outcome in ("ok", "expected failure") and other != outcome:
            if any(mode.name.startswith(start) and test == name for start, name in read_known()):
                known += 1
            else:
                problems.append(f"{test}: {other} instead of {outcome}")
    if known and not problems and adder.status == "2":
        return []  # regrtest's status for failed tests: they are all on the list
    if stock.status == "0" and adder.status != "0":
        problems.append(f"exit status {adder.status} instead of {stock.status}")
    elif "killed" in adder.status and adder.status != stock.status:
        problems.append(f"exit status {adder.status} instead of {stock.status}")
    elif adder.status == "timeout" and stock.status != "timeout":
        problems.append("timeout")
    if problems and len(problems) > 12:
        problems[12:] = [f"... {len(problems) - 12} more"]
    if problems:
        tail = (adder.stdout + adder.stderr).strip().splitlines()[-6:]
        problems += ["    | " + line[:160] for line in tail]
    return problems


def run_mode(mode, modules, options):
    start = time.monotonic()
    outcomes = harness.in_parallel(lambda module: run_module(module, mode, options), modules,
                                   options.jobs, f"cpython {mode.name}")
    return dict(zip(modules, outcomes)), time.monotonic() - start


def save_output(folder, mode, outcomes):
    if folder:
        os.makedirs(folder, exist_ok=True)
        for module, outcome in outcomes.items():
            path = os.path.join(folder, f"{module}.{mode.name}.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"{outcome.stdout}\n{outcome.stderr}\nexit status {outcome.status}\n")


def report_stock(outcomes, seconds):
    failing = [module for module, outcome in outcomes.items() if outcome.status != "0"]
    tests = sum(len(read_results(outcome.stdout)) for outcome in outcomes.values())
    print(f"cpython m0: {len(outcomes)} modules, {tests} tests, {seconds:.0f} s"
          + (f"; not passing under stock: {', '.join(failing)}" if failing else ""), flush=True)


def report_mode(mode, stock, outcomes, seconds):
    failed = 0
    compiled = 0
    for module, outcome in outcomes.items():
        problems = compare(mode, stock[module], outcome)
        compiled += len(outcome.compiled or [])
        if problems:
            failed += 1
            print(f"FAIL {module} [{mode.name}]")
            print("\n".join("    " + line for line in problems))
    if mode.name.startswith("m2") and not compiled:
        failed += 1
        print(f"FAIL nothing was compiled in {mode.name}")
    print(f"cpython {mode.name}: {len(outcomes) - failed} passed, {failed} failed, {seconds:.0f} s, "
          f"{compiled} functions compiled", flush=True)
    return len(outcomes) - failed, failed


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help="names or patterns (default: the list)")
    parser.add_argument("--modes", default="m1,m2-stackmap", help="default: m1,m2-stackmap")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one module")
    parser.add_argument("--all-modules", action="store_true",
                        help="compile what the test runner is made of too: slow")
    parser.add_argument("--quick", action="store_true", help="only the modules marked *")
    parser.add_argument("--stock-only", action="store_true", help="only the oracle's run")
    parser.add_argument("--output", metavar="FOLDER", help="keep what every run printed")
    return parser.parse_args()


def main():
    options = parse_arguments()
    modules = read_modules(options.quick)
    if options.modules:
        modules = [name for name in read_modules(False) if any(
            fnmatch.fnmatch(name, pattern) for pattern in options.modules)] or options.modules
    if not options.stock_only:
        harness.need_adder()
    stock_mode = harness.make_modes()[0]
    stock, seconds = run_mode(stock_mode, modules, options)
    report_stock(stock, seconds)
    save_output(options.output, stock_mode, stock)
    if options.stock_only:
        for module, outcome in stock.items():
            print(f"{module}: {len(read_results(outcome.stdout))} tests, status {outcome.status}")
        return 0
    passed = failed = 0
    for mode in harness.select_modes(options.modes.split(",")):
        outcomes, seconds = run_mode(mode, modules, options)
        save_output(options.output, mode, outcomes)
        more_passed, more_failed = report_mode(mode, stock, outcomes, seconds)
        passed += more_passed
        failed += more_failed
    return harness.finish(passed, failed)


if __name__ == "__main__":
    sys.exit(main())
