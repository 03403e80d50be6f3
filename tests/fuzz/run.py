#!/usr/bin/python3.11
"""The fuzzer: makes programs, runs them under the stock interpreter and under Adder in randomly drawn ways, a way for
each batch, and keeps what differs, with its diff, in build/fuzz.

    tests/fuzz/run.py --programs 1000                 from seed 1 on
    tests/fuzz/run.py --programs 100000 --state FILE  what FILE knows to have passed is not run again
    tests/fuzz/run.py --start 5000 --minutes 30       as far as one gets
    tests/fuzz/run.py --start 77 --programs 1 --config "DEOPT=spill OPT=hot"
    tests/fuzz/minimise.py build/fuzz/77.py           makes a finding small

A finding is run once more, in processes of its own; the head of its file says how.
Ends with a line `N passed, N failed`."""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import differ
import generate
import comparison
import harness

FOUND = harness.ROOT / "build" / "fuzz"
EVER = 10**6  # programs, if only the time is given


def keep(seed, text, config, difference, alone):
    """The program with a head that minimise.py reads."""
    os.makedirs(FOUND, exist_ok=True)
    path = FOUND / f"{seed}.py"
    head = [f"# config: {config.name}", f"# stock: {difference[0]!r}", f"# adder: {difference[1]!r}",
            f"# alone: {'the same' if alone else 'no difference, look for what the run before it or the time does'}",
            f"# {config.command(path.relative_to(harness.ROOT))}"]
    path.write_text("\n".join(head) + "\n" + text, encoding="utf-8")
    return path


class Batch:
    """Seeds first to stop - 1, in one way; its record is what the state file holds."""

    def __init__(self, first, stop, config, size):
        self.seeds = range(first, stop)
        self.size = size
        self.config = config
        self.name = f"{first}-{stop - 1} {size or 'mixed'}"
        self.record = {"module": self.name, "mode": config.name, "compared": 0, "compiled": 0, "with_code": 0, "failed": []}

    def run(self):
        with differ.Pair(self.config) as pair:
            for seed in self.seeds:
                self.run_program(pair, seed)
        record = self.record
        if record["compared"] >= 20 and not record["with_code"]:
            record["failed"].append("nothing compiled")
            print(f"FAIL {self.name} [{self.config.name}]: nothing was compiled", flush=True)
        return record

    def run_program(self, pair, seed):
        text = generate.make_program(seed, self.size)
        try:
            difference = pair.compare(text)
        except LookupError:
            return
        record = self.record
        record["compared"] += 1
        record["compiled"] += pair.compiled
        record["with_code"] += pair.compiled > 0
        if difference:
            alone = differ.compare_afresh(text, self.config)
            record["failed"].append(seed)
            path = keep(seed, text, self.config, alone or difference, alone)
            print(f"FAIL {path} [{self.config.name}]{'' if alone else ' not in a process of its own'}\n"
                  f"    stock {difference[0][:300]}\n    adder {difference[1][:300]}", flush=True)


class Run:
    """All batches, some at a time."""

    def __init__(self, options):
        self.options = options
        self.state = comparison.State(options.state)
        self.end = time.monotonic() + options.minutes * 60 if options.minutes else float("inf")
        self.findings = 0

    def make_batches(self):
        options = self.options
        stop = options.start + (options.programs or EVER)
        for first in range(options.start, stop, options.batch):
            for way in range(options.ways):
                config = differ.make_config(options.config) if options.config else differ.random_config(first * 10 + way)
                yield Batch(first, min(first + options.batch, stop), config, options.size)

    def run_batch(self, batch):
        """The batch's record; None if it is too late for it."""
        known = self.state.records.get((batch.name, batch.config.name))
        if known and not known["failed"]:
            return known
        if time.monotonic() > self.end or self.findings >= self.options.findings:
            return None
        record = self.state.put(batch.run())
        self.findings += len(record["failed"])
        return record

    def run(self):
        """(programs without a difference, findings); a program counts once for each way."""
        records = harness.in_parallel(self.run_batch, list(self.make_batches()), self.options.jobs, "fuzz batch")
        records = [record for record in records if record]
        compared, with_code, compiled = (sum(record[name] for record in records)
                                         for name in ("compared", "with_code", "compiled"))
        failed = sum(len(record["failed"]) for record in records)
        ways = len({record["mode"] for record in records})
        print(f"{compared} programs compared in {ways} ways, {with_code} of them with compiled code, {compiled} units")
        return compared - failed, failed


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--start", type=int, default=1, help="first seed")
    parser.add_argument("--programs", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0, help="begin no batch after")
    parser.add_argument("--size", choices=generate.SIZES, help="of the programs (default: one in a hundred is not small)")
    parser.add_argument("--batch", type=int, default=50, help="programs that are run in the same way")
    parser.add_argument("--ways", type=int, default=1, help="ways to run each batch")
    parser.add_argument("--config", help="one way to run, instead of drawn ones")
    parser.add_argument("--findings", type=int, default=20, help="stop after so many")
    parser.add_argument("--jobs", "-j", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--state", metavar="FILE", help="write results down, and go on from there")
    options = parser.parse_args()
    if not options.programs and not options.minutes:
        parser.error("--programs or --minutes")
    return options


def main():
    options = parse_arguments()
    harness.need_adder()
    return harness.finish(*Run(options).run())


if __name__ == "__main__":
    sys.exit(main())
