#!/usr/bin/python3.11
"""The fuzzer: makes programs, runs them under the stock interpreter and under Adder in randomly drawn ways,
and keeps what differs, with its diff, in build/fuzz.

    tests/fuzz/run.py --programs 1000                 from seed 1 on
    tests/fuzz/run.py --start 5000 --minutes 30       as far as one gets
    tests/fuzz/run.py --start 77 --programs 1 --config "DEOPT=spill OPT=hot"
    tests/fuzz/minimise.py build/fuzz/77.py           makes a finding small

Ends with a line `N passed, N failed`."""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import differ
import generate
import harness

FOUND = harness.ROOT / "build" / "fuzz"


def keep(seed, config, difference):
    """The program with a head that minimise.py reads."""
    os.makedirs(FOUND, exist_ok=True)
    path = FOUND / f"{seed}.py"
    head = [f"# config: {config.name}", f"# stock: {difference[0]!r}", f"# adder: {difference[1]!r}"]
    path.write_text("\n".join(head) + "\n" + generate.make_program(int(seed)), encoding="utf-8")
    return path


def run_batch(seeds, configs):
    """(programs compared, failed ones) of one batch."""
    expected = differ.run_stock(seeds)
    failed = set()
    for config in configs:
        actual = differ.run_adder(expected, config)
        for seed, output in expected.items():
            difference = differ.first_difference(output, actual.get(seed, "(no output)"))
            if difference and seed not in failed:
                failed.add(seed)
                path = keep(seed, config, difference)
                print(f"FAIL {path} [{config.name}]\n    stock {difference[0][:300]}\n    adder {difference[1][:300]}",
                      flush=True)
    return len(expected), len(failed)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--start", type=int, default=1, help="first seed")
    parser.add_argument("--programs", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0, help="stop after")
    parser.add_argument("--batch", type=int, default=25, help="programs in one process")
    parser.add_argument("--ways", type=int, default=3, help="ways to run each batch")
    parser.add_argument("--config", help="one way to run, instead of drawn ones")
    parser.add_argument("--findings", type=int, default=20, help="stop after so many")
    options = parser.parse_args()
    if not options.programs and not options.minutes:
        parser.error("--programs or --minutes")
    return options


def main():
    options = parse_arguments()
    harness.need_adder()
    end = time.monotonic() + options.minutes * 60 if options.minutes else float("inf")
    stop = options.start + options.programs if options.programs else 10**9
    passed = failed = 0
    for first in range(options.start, stop, options.batch):
        if time.monotonic() > end or failed >= options.findings:
            break
        seeds = [str(seed) for seed in range(first, min(first + options.batch, stop))]
        configs = [differ.make_config(options.config)] if options.config else [
            differ.random_config(first * 10 + way) for way in range(options.ways)]
        compared, wrong = run_batch(seeds, configs)
        passed += compared - wrong
        failed += wrong
        harness.progress(f"fuzz {first}: {passed} passed, {failed} failed")
    harness.progress("")
    return harness.finish(passed, failed)


if __name__ == "__main__":
    sys.exit(main())
