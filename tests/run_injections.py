#!/usr/bin/python3.11
"""Runs programs of the corpus with failures on purpose, one place after the other.

guard   the K-th guard compiled always fails           output as under stock
lie     samples hold random types                       output as under stock
nomem   the K-th allocation of Adder's own fails        output as under stock
gc      a collection with each tracked object           output as under stock run the same way
memory  the K-th object that Python allocates fails     the process ends by itself
raise   the K-th op that may raise does                 the process ends by itself

By itself: no signal, no SystemError, no fatal error, in time.  Python's debug allocator is on in the last two.  K
goes from 1 up to the number of such places (Adder counts them), all with --all, else a few drawn from --seed."""

import argparse
import os
import random
import re
import sys
import time

import harness
import run_corpus

SETTINGS = {"ADDER_SYNC": "1", "ADDER_THRESHOLD": "1,1", "ADDER_MODULES": run_corpus.OWN_MODULES}
BROKEN = re.compile(r"SystemError|Fatal Python error|killed by|adder: bug|timeout")
NO_MEMORY = "import _testcapi, runpy; _testcapi.set_nomemory({k}, {k} + 1); runpy.run_path({name!r}, run_name='__main__')"
# Not by runpy: compiled, it has one level of recursion more (docs/roadmap.md).
COLLECT = ("import gc; gc.set_threshold(1); __file__ = {name!r}; "
           "exec(compile(open(__file__, encoding='utf-8').read(), __file__, 'exec'))")


def run_adder(path, options, stress, arguments=None, **more):
    carrier = harness.CARRIERS[options.seed % 2]
    settings = {**SETTINGS, "ADDER_DEOPT": carrier, "ADDER_OPT": options.opt, **more}
    if stress:
        settings["ADDER_STRESS"] = stress
    mode = harness.Mode(f"injection {stress}", (harness.ADDER,), tuple(settings.items()))
    return harness.run(mode, arguments or [path.name], cwd=path.parent, timeout=options.timeout)


def run_stock(path, options, arguments=None):
    return harness.run(harness.make_modes()[0], arguments or [path.name], cwd=path.parent,
                       timeout=options.timeout)


def same(stock, adder):
    """Adder may say in a line what it cannot do."""
    adder.stderr = re.sub(r"^adder: (?!bug).*\n", "", adder.stderr, flags=re.MULTILINE)
    return [] if stock.visible() == adder.visible() else run_corpus.short_diff(
        stock.stdout + stock.stderr + stock.status, adder.stdout + adder.stderr + adder.status, "output")


def unbroken(adder):
    found = BROKEN.search(adder.stderr + adder.stdout) or BROKEN.search(adder.status)
    return [f"{found[0]}: status {adder.status}", *adder.stderr.strip().splitlines()[-3:]] if found else []


def places(path, options, kind):
    """How many there are: counted in a run in which none fails."""
    outcome = run_adder(path, options, f"{kind}:1000000000")
    count = (outcome.stats or {}).get("chances", 0)
    chosen = range(1, count + 1)
    if not options.all and count > options.sample:
        chosen = sorted(random.Random(f"{options.seed} {path.name}").sample(chosen, options.sample))
    return chosen


def numbered(check, **more):
    """A kind that has places."""
    def run(path, options, kind):
        expected = run_stock(path, options)
        for k in places(path, options, kind):
            outcome = run_adder(path, options, f"{kind}:{k}", **more)
            yield k, check(expected, outcome)
    return run


def run_lies(path, options, kind):
    expected = run_stock(path, options)
    for seed in range(options.seed, options.seed + (options.sample if not options.all else 20)):
        yield seed, same(expected, run_adder(path, options, f"lie:{seed}"))


def run_collections(path, options, kind):
    arguments = ["-c", COLLECT.format(name=path.name)]
    yield 1, same(run_stock(path, options, arguments), run_adder(path, options, "", arguments))


def last_line(outcome):
    lines = outcome.stderr.strip().splitlines()
    return re.sub(r"0x[0-9a-f]+", "0x", lines[-1]) if lines else ""


def is_stock_fault(path, options, outcome, k):
    """CPython has places where it breaks without memory; with Adder they come some hundred objects later."""
    return any(last_line(run_stock(path, options, ["-c", NO_MEMORY.format(k=near, name=path.name)]))
               == last_line(outcome) for near in range(k, max(k - 800, 1), -1))


def run_memory(path, options, kind):
    """An allocation counter that starts where the program does: before, Python itself would fail."""
    for k in random.Random(f"{options.seed} {path.name}").sample(range(50, 20000), options.sample):
        arguments = ["-c", NO_MEMORY.format(k=k, name=path.name)]
        if unbroken(run_stock(path, options, arguments)):
            continue
        outcome = run_adder(path, options, "", arguments, PYTHONMALLOC="debug")
        broken = unbroken(outcome)
        yield k, [] if broken and is_stock_fault(path, options, outcome, k) else broken


KINDS = {
    "guard": numbered(same),
    "lie": run_lies,
    "nomem": numbered(same),
    "gc": run_collections,
    "memory": run_memory,
    "raise": numbered(lambda expected, outcome: unbroken(outcome), PYTHONMALLOC="debug"),
}


def run_program(path, kind, options):
    """(passed, failed) of one program."""
    passed = failed = 0
    for k, problems in KINDS[kind](path, options, kind):
        run_corpus.report(path, f"{kind}:{k}", problems)
        passed += not problems
        failed += bool(problems)
    return passed, failed


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs="*", help="names or patterns (default: all)")
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"some of {','.join(KINDS)}")
    parser.add_argument("--all", action="store_true", help="every place, not a sample")
    parser.add_argument("--sample", type=int, default=2, help="places of each program and kind")
    parser.add_argument("--every", type=int, default=1, help="only every N-th program, drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--opt", default="cold", help="level of optimisation")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--timeout", type=float, default=120)
    return parser.parse_args()


def main():
    options = parse_arguments()
    harness.need_adder()
    paths = run_corpus.find_programs(options.programs)
    paths = random.Random(options.seed).sample(paths, -(-len(paths) // options.every))
    passed = failed = 0
    for kind in options.kinds.split(","):
        start = time.monotonic()
        counts = harness.in_parallel(lambda path, kind=kind: run_program(path, kind, options), paths,
                                     options.jobs, f"injections {kind}")
        good, bad = sum(count[0] for count in counts), sum(count[1] for count in counts)
        if not good + bad:
            print(f"FAIL nothing was injected in {kind}")
            bad = 1
        print(f"injections {kind}: {good} passed, {bad} failed, {time.monotonic() - start:.0f} s",
              flush=True)
        passed += good
        failed += bad
    return harness.finish(passed, failed)


if __name__ == "__main__":
    sys.exit(main())
