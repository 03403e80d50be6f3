#!/usr/bin/python3.11
"""Measures which share of the standard library's functions Adder compiles: of those that are called more than a
thousand times (or loop four thousand times) while CPython's own tests run, all in one figure.

    tests/measure_coverage.py                 the modules of cpython_modules.txt
    tests/measure_coverage.py --all           every module of the installed suite
    tests/measure_coverage.py 'test_json*'    some

Each of them is asked for at that threshold, without a budget; a function of which any part was declined counts
as not compiled.  Functions that live on only in their callers count as compiled.  With --state FILE a long
run goes on where it was stopped."""

import argparse
import collections
import sys
import tempfile
import time

import comparison
import harness
import run_cpython

MODE = harness.Mode("coverage", (harness.ADDER,), (("ADDER_THRESHOLD", "1000,4000"),))
WANTED = 97  # per cent


def is_library(name):
    top = name.partition(":")[0].partition(".")[0]
    return top in sys.stdlib_module_names and top != "test"


def measure(module, options):
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="adder-coverage-") as folder:
        patience = str(harness.PATIENCE * options.timeout - 10)
        outcome = harness.run(MODE, ["-m", "test", "--timeout", patience, module], cwd=folder,
                              timeout=options.timeout, TMPDIR=folder, HOME=folder)
    stats = outcome.stats or {"declined": {}}
    return {"module": module, "mode": MODE.name, "status": outcome.status,
            "seconds": round(time.monotonic() - start, 1),
            "compiled": sorted(set(filter(is_library, outcome.compiled or []))),
            "declined": {name: why for name, why in stats["declined"].items() if is_library(name)}}


def report(records):
    compiled = {name for record in records for name in record["compiled"]}
    declined = {name: why for record in records for name, why in record["declined"].items()}
    compiled -= set(declined)
    silent = [record["module"] for record in records if record["status"] == "timeout"]
    for why, count in collections.Counter(declined.values()).most_common():
        names = sorted(name for name, reason in declined.items() if reason == why)
        print(f"{count:5} {why}: {', '.join(names[:6])}{', ...' if count > 6 else ''}")
    hot = len(compiled) + len(declined)
    share = 100 * len(compiled) / hot if hot else 0
    print(f"coverage: {len(records)} modules, {hot} hot functions of the library, {len(compiled)} compiled "
          f"({share:.1f} per cent)" + (f"; did not end in time: {', '.join(silent)}" if silent else ""))
    return share >= WANTED


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help="names or patterns (default: the list)")
    parser.add_argument("--all", action="store_true", help="every module of the installed suite")
    parser.add_argument("--jobs", "-j", type=int, default=2)
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="every N-th module")
    parser.add_argument("--state", metavar="FILE", help="write results down, and go on from there")
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one module")
    parser.set_defaults(quick=False)
    options = parser.parse_args()
    harness.need_adder()
    state = comparison.State(options.state)

    def run(module):
        return state.find(module, MODE) or state.put(measure(module, options))

    good = report(harness.in_parallel(run, run_cpython.choose_modules(options), options.jobs, "coverage"))
    return harness.finish(int(good), int(not good))


if __name__ == "__main__":
    sys.exit(main())
