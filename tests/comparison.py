"""Suites of tests that others wrote, result by result: what the runners of such suites share.

A suite is cut into modules; a module runs in a process of its own in each mode.  The oracle is the stock run on
the same machine: what fails there may fail here.  A module counts as passed when no test that passed under
stock does anything else under Adder, and the process ends the same way; a difference counts when a second
run of both shows it too.

With --state FILE each run is written down there as soon as it has ended, and what stands there already
is not run again: a long run goes on where it was stopped.  --shard I/N takes every N-th module."""

import fnmatch
import json
import os
import threading
import time

import harness

KNOWN = harness.TESTS / "known_differences.txt"


def read_rows(path, columns):
    """The lines of a list that has a reason in its last column: at most ten."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split(None, columns - 1) for line in lines
            if line.strip() and not line.startswith("#")]
    if len(rows) > 10 or any(len(row) < columns for row in rows):
        raise SystemExit(f"{path}: at most ten lines of {columns} columns")
    return rows


def read_known():
    """[(mode's beginning, pattern of tests)] of the differences that stand on the list, with their reasons."""
    return [(mode, test) for mode, test, _ in read_rows(KNOWN, 3)]


def add_arguments(parser, modes, timeout):
    """The options that every such runner has."""
    parser.add_argument("--modes", default=modes, help=f"default: {modes}")
    parser.add_argument("--jobs", "-j", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="every N-th module")
    parser.add_argument("--state", metavar="FILE", help="write results down, and go on from there")
    parser.add_argument("--timeout", type=float, default=timeout, help="seconds of CPU time for one module")
    parser.add_argument("--once", action="store_true", help="do not run a second time what differs")
    parser.add_argument("--stock-only", action="store_true", help="only the oracle's run")
    parser.add_argument("--output", metavar="FOLDER", help="keep what every run printed")


def take_shard(modules, options):
    number, _, count = options.shard.partition("/")
    return modules[int(number) - 1::int(count)]


def make_record(module, mode, outcome, results, seconds):
    """One run of a module as the state file holds it."""
    return {"module": module, "mode": mode.name, "status": outcome.status,
            "seconds": round(seconds, 1), "compiled": len(outcome.compiled or []),
            "results": results,
            "tail": (outcome.stdout + outcome.stderr).strip().splitlines()[-8:]}


def save_output(folder, module, mode, outcome):
    if folder:
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f"{module.replace('/', '.')}.{mode.name}.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{outcome.stdout}\n{outcome.stderr}\nexit status {outcome.status}\n")


def compare(stock, adder, known_status=None):
    """What is worse than under stock: {what: how}.  `known_status`: the suite's exit status for failed tests,
    which is as it should be when all of them stand on the list of known differences."""
    problems = {}
    for test, outcome in stock["results"].items():
        other = adder["results"].get(test, "no result")
        if outcome in ("ok", "expected failure") and other != outcome:
            problems[test] = f"{other} instead of {outcome}"
    known = {problem for problem in problems for start, test in read_known()
             if adder["mode"].startswith(start) and fnmatch.fnmatchcase(problem, test)}
    if problems and known.issuperset(problems) and adder["status"] == known_status:
        return {}
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


class Suite:
    """Runs the modules of a suite in modes and compares.

    `run_module(module, mode)` gives a record; `known_status` as for compare(); the modules `once`
    are run in the first of the modes alone."""

    def __init__(self, name, run_module, options, known_status=None, once=()):
        self.name = name
        self.run_module = run_module
        self.options = options
        self.known_status = known_status
        self.once = once
        self.state = State(options.state)
        self.stock_mode = harness.make_modes()[0]

    def run(self, modules):
        """(modules passed, modules failed), over all modes."""
        stock, seconds = self.run_mode(self.stock_mode, modules)
        self.report_stock(stock, seconds)
        passed = failed = 0
        if self.options.stock_only:
            return passed, failed
        for mode in harness.select_modes(self.options.modes.split(",")):
            records, seconds = self.run_mode(mode, modules)
            wrong = self.report_mode(mode, stock, records, seconds)
            passed += len(modules) - wrong
            failed += wrong
            modules = [module for module in modules if module not in self.once]
        return passed, failed

    def run_mode(self, mode, modules):
        """({module: record}, seconds) of one mode; what the state knows is not run."""
        start = time.monotonic()

        def run(module):
            return self.state.find(module, mode) or self.state.put(self.run_module(module, mode))

        records = harness.in_parallel(run, modules, self.options.jobs, f"{self.name} {mode.name}")
        return dict(zip(modules, records)), time.monotonic() - start

    def confirmed(self, module, mode, first):
        """What a second run of both interpreters differs in too."""
        adder = self.state.put(self.run_module(module, mode))
        again = compare(self.run_module(module, self.stock_mode), adder, self.known_status)
        return {what: how for what, how in first.items() if what in again}, adder

    def report_stock(self, records, seconds):
        failing = [module for module, record in records.items() if record["status"] != "0"]
        tests = sum(len(record["results"]) for record in records.values())
        print(f"{self.name} m0: {len(records)} modules, {tests} tests, {seconds:.0f} s"
              + (f"; not passing under stock: {', '.join(failing)}" if failing else ""), flush=True)
        if self.options.stock_only:
            for module, record in records.items():
                print(f"{module}: {len(record['results'])} tests, status {record['status']}")

    def report_mode(self, mode, stock, records, seconds):
        failed = 0
        for module, record in records.items():
            problems = compare(stock[module], record, self.known_status)
            if problems and not self.options.once:
                problems, record = self.confirmed(module, mode, problems)
                if not problems:
                    print(f"note: {module} [{mode.name}] differed in one run of two")
            if problems:
                failed += 1
                print(f"FAIL {module} [{mode.name}]")
                print("\n".join("    " + line for line in short_report(problems, record)), flush=True)
        compiled = sum(record["compiled"] for record in records.values())
        if mode.name.startswith("m2") and records and not compiled:
            failed += 1
            print(f"FAIL nothing was compiled in {mode.name}")
        print(f"{self.name} {mode.name}: {len(records) - failed} passed, {failed} failed, {seconds:.0f} s, "
              f"{compiled} functions compiled", flush=True)
        return failed
