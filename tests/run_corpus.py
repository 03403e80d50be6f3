#!/usr/bin/python3.11
"""Runs the programs of tests/corpus under the stock interpreter and under Adder, and compares
standard output, standard error and exit status.

Modes: m0 stock; m1 Adder's defaults; m2 everything compiled at its first call; m3 as m2, with a pass
switched off; m5 as m2, and every N-th guard fails.  m2 and m5 run with both carriers of deoptimisation
(`m2-spill`, `m5-7-stackmap`).  In m3-inline the functions that a program's `# compiled:` line names must
have been compiled (elsewhere they may live on in their callers only), in m1 those of its `# hot:` line, and
those of its `# inlined:` line in their callers; in m2 something must have been.
Only the program's own modules are compiled from m2 on, unless --all-modules is given: what Python itself runs
at its start takes longer to compile than the program."""

import argparse
import difflib
import fnmatch
import os
import re
import sys
import time
from pathlib import Path

import harness

OWN_MODULES = "__main__,made_module"
CORPUS = harness.TESTS / "corpus"
COMPILED_LINE = re.compile(r"^# compiled: *(.*)$", re.MULTILINE)
HOT_LINE = re.compile(r"^# hot: *(.*)$", re.MULTILINE)
INLINED_LINE = re.compile(r"^# inlined: *(.*)$", re.MULTILINE)


def wanted_functions(path, pattern=COMPILED_LINE):
    """The names in the head comment's `# compiled:` (`# hot:`, `# inlined:`) lines."""
    lines = pattern.findall(path.read_text(encoding="utf-8"))
    return [name for line in lines for name in line.replace(",", " ").split()]


def is_in(name, compiled):
    """Is the function among those compiled?  They read module:qualname."""
    for entry in compiled:
        qualname = entry.partition(":")[2]
        if qualname == name or qualname.endswith(f".<locals>.{name}"):
            return True
    return False


def short_diff(expected, actual, label, limit=14):
    lines = list(difflib.unified_diff(expected.splitlines(), actual.splitlines(),
                                      "stock", "adder", n=1, lineterm=""))[2:]
    if not lines:
        return []
    lines = [line if len(line) < 160 else line[:150] + "..." for line in lines]
    rest = [f"... {len(lines) - limit} more lines"] if len(lines) > limit else []
    return [f"{label}:"] + lines[:limit] + rest


def compare(path, mode, expected, actual):
    """What differs, as lines; empty when all is as it should be."""
    problems = []
    if expected.status != actual.status:
        problems.append(f"exit status {actual.status} instead of {expected.status}")
    problems += short_diff(expected.stdout, actual.stdout, "standard output")
    problems += short_diff(expected.stderr, actual.stderr, "standard error")
    if not problems and mode.name == "m1":
        problems += missing_functions(wanted_functions(path, HOT_LINE), actual.compiled, True)
        missing = [name for name in wanted_functions(path, INLINED_LINE)
                   if not is_in(name, actual.inlined)]
        problems += ["not inlined: " + ", ".join(missing)] if missing else []
    if not problems and (mode.must_compile or mode.name.startswith("m2")):
        problems += missing_functions(wanted_functions(path), actual.compiled, mode.must_compile)
    return problems


def missing_functions(wanted, compiled, all_of_them):
    """What a program's head promises and the statistics do not show."""
    if compiled is None:
        return ["no statistics were written"]
    missing = [name for name in wanted if not is_in(name, compiled)]
    if all_of_them and missing:
        return ["not compiled: " + ", ".join(missing)]
    if wanted and not compiled:
        return ["nothing was compiled"]
    return []


def run_program(path, mode, options, **more):
    if mode.name not in ("m0", "m1") and not options.all_modules:
        more["ADDER_MODULES"] = OWN_MODULES
    return harness.run(mode, [path.name], cwd=path.parent, timeout=options.timeout, **more)


def check_determinism(paths, options):
    """Two runs on the stock interpreter with different hash seeds must agree."""
    stock = harness.make_modes()[0]
    failed = 0
    for path in paths:
        start = time.perf_counter()
        first = run_program(path, stock, options)
        seconds = time.perf_counter() - start
        second = run_program(path, stock, options, PYTHONHASHSEED="random")
        problems = short_diff(first.stdout, second.stdout, "standard output")
        problems += short_diff(first.stderr, second.stderr, "standard error")
        if seconds > 0.5:
            problems.append(f"takes {seconds:.2f} s")
        if not first.stdout:
            problems.append("prints nothing")
        if first.status not in ("0", "1"):
            problems.append(f"exit status {first.status}")
        if not COMPILED_LINE.search(path.read_text(encoding="utf-8")):
            problems.append("has no '# compiled:' line")
        failed += bool(problems)
        report(path, "m0 twice", problems)
    return len(paths) - failed, failed


def report(path, where, problems):
    if problems:
        print(f"FAIL {path.name} [{where}]")
        for line in problems:
            print(f"    {line}")
        sys.stdout.flush()


def run_mode(mode, paths, expected, options):
    """(passed, failed) of one mode."""
    start = time.monotonic()
    outcomes = harness.in_parallel(lambda path: run_program(path, mode, options), paths,
                                   options.jobs, f"corpus {mode.name}")
    failed = 0
    for path, outcome in zip(paths, outcomes):
        problems = compare(path, mode, expected[path], outcome)
        failed += bool(problems)
        report(path, mode.name, problems)
    print(f"corpus {mode.name}: {len(paths) - failed} passed, {failed} failed, "
          f"{time.monotonic() - start:.0f} s", flush=True)
    return len(paths) - failed, failed


def find_programs(patterns):
    paths = sorted(CORPUS.glob("*.py"))
    if not patterns:
        return paths
    chosen = [path for path in paths if any(
        fnmatch.fnmatch(path.name, pattern) or fnmatch.fnmatch(path.stem, pattern)
        or str(path) == os.path.abspath(pattern) for pattern in patterns)]
    if not chosen:
        raise SystemExit("no program of the corpus matches")
    return chosen


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs="*", help="names or patterns (default: all)")
    parser.add_argument("--modes", default="m1,m2,m3,m5",
                        help="for example m2,m5-1-spill (default: m1,m2,m3,m5)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one program")
    parser.add_argument("--all-modules", action="store_true",
                        help="compile what Python runs at its start too: slow")
    parser.add_argument("--determinism", action="store_true",
                        help="only check that the programs are fit for the corpus")
    return parser.parse_args()


def main():
    options = parse_arguments()
    paths = find_programs(options.programs)
    if options.determinism:
        return harness.finish(*check_determinism(paths, options))
    harness.need_adder()
    modes = harness.select_modes(options.modes.split(","))
    stock = harness.make_modes()[0]
    outcomes = harness.in_parallel(lambda path: run_program(path, stock, options), paths,
                                   options.jobs, "corpus m0")
    expected = dict(zip(paths, outcomes))
    passed = failed = 0
    for mode in modes:
        more_passed, more_failed = run_mode(mode, paths, expected, options)
        passed += more_passed
        failed += more_failed
    return harness.finish(passed, failed)


if __name__ == "__main__":
    sys.exit(main())
