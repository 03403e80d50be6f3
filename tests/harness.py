"""What the test runners share: the interpreters, the modes, running programs in parallel."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
STOCK = "/usr/bin/python3.11"
ADDER = os.environ.get("ADDER_LAUNCHER", str(ROOT / "adder"))
CARRIERS = ("spill", "stackmap")
STRESS = (1, 2, 3, 7)
PATIENCE = 10


@dataclass(frozen=True)
class Mode:
    """One way to run a program: which launcher, with which of Adder's settings."""

    name: str
    argv: tuple
    settings: tuple = ()
    must_compile: bool = False


def make_modes():
    """All modes, in the order in which they are worth running."""
    at_once = (("ADDER_SYNC", "1"), ("ADDER_THRESHOLD", "1,1"))
    modes = [Mode("m0", (STOCK,)), Mode("m1", (ADDER,), (("ADDER_BUDGET", "0"), ("ADDER_JOBS", "0")))]
    for carrier in CARRIERS:
        settings = at_once + (("ADDER_DEOPT", carrier),)
        modes.append(Mode(f"m2-{carrier}", (ADDER,), settings))
    modes.append(Mode("m3-inline", (ADDER,), at_once + (("ADDER_PASSES", "-inline,-generators"),), True))
    for carrier in CARRIERS:
        settings = at_once + (("ADDER_DEOPT", carrier), ("ADDER_STRICT", "1"))
        modes.append(Mode(f"m4-{carrier}", (ADDER,), settings))
    for carrier in CARRIERS:
        for n in STRESS:
            settings = at_once + (("ADDER_DEOPT", carrier), ("ADDER_STRESS", f"deopt:{n}"))
            modes.append(Mode(f"m5-{n}-{carrier}", (ADDER,), settings))
    background = (("ADDER_JOBS", "1"), ("ADDER_THRESHOLD", "10,50"))
    modes.append(Mode("m6-background", (ADDER,), background))
    return modes


def select_modes(wanted):
    """The modes whose name is one of `wanted` or begins with it: m5 is all of m5-..."""
    modes = make_modes()
    selected = [mode for mode in modes if mode.name != "m0" and any(
        mode.name == name or mode.name.startswith(name + "-") for name in wanted)]
    unknown = [name for name in wanted if name != "m0" and not any(
        mode.name == name or mode.name.startswith(name + "-") for mode in modes)]
    if unknown:
        raise SystemExit(f"no such mode: {', '.join(unknown)}; there are "
                         f"{', '.join(mode.name for mode in modes)}")
    return selected


def clean_environment(settings=(), **more):
    """This process's environment without any setting of Adder's or Python's, plus the given."""
    env = {name: value for name, value in os.environ.items()
           if not name.startswith(("ADDER", "PYTHON"))}
    env.update(PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", LC_ALL="C.UTF-8")
    env.update(settings)
    env.update(more)
    return env


@dataclass
class Outcome:
    """What a program did; `compiled` and `stats` come from Adder, None if it wrote none."""

    stdout: str
    stderr: str
    status: str
    stats: dict = None

    def visible(self):
        return self.stdout, self.stderr, self.status

    @property
    def compiled(self):
        if self.stats is None:
            return None
        return self.stats.get("compiled", []) + self.inlined

    @property
    def inlined(self):
        return (self.stats or {}).get("inlined", [])


def name_status(returncode):
    if returncode is None:
        return "timeout"
    if returncode < 0:
        try:
            return f"killed by {signal.Signals(-returncode).name}"
        except ValueError:
            return f"killed by signal {-returncode}"
    return str(returncode)


def cpu_seconds(session):
    """What the processes of a session have used so far, and those that they have waited for."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[3]) == session:
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def communicate(process, stdin, timeout):
    """Its output as bytes.  The processor's time counts, not the clock's, on a busy machine too; what waits in vain
    is given PATIENCE times as long."""
    end = time.monotonic() + PATIENCE * timeout
    while True:
        try:
            return process.communicate(stdin, timeout=min(timeout, 2))
        except subprocess.TimeoutExpired:
            if time.monotonic() > end or cpu_seconds(process.pid) > timeout:
                raise
            stdin = None  # what is left of it will go on


def run(mode, arguments, cwd=None, timeout=120, stdin="", **more):
    """Runs `arguments` (script and its arguments) in a mode."""
    with tempfile.TemporaryDirectory(prefix="adder-test-") as folder:
        stats_path = os.path.join(folder, "stats.json")
        if mode.name != "m0":
            more["ADDER_STATS"] = stats_path
        env = clean_environment(mode.settings, **more)
        process = subprocess.Popen(
            [*mode.argv, *arguments], cwd=cwd, env=env, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            stdout, stderr = communicate(process, stdin.encode(), timeout)
            returncode = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            stdout, stderr = process.communicate()
            returncode = None
        stats = read_json(stats_path)
    return Outcome(stdout.decode("utf-8", "backslashreplace"),
                   stderr.decode("utf-8", "backslashreplace"), name_status(returncode), stats)


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def in_parallel(function, items, jobs, label=""):
    """[function(item)], `jobs` at a time, with a progress line on a terminal."""
    results = []
    with ThreadPoolExecutor(jobs) as pool:
        for number, result in enumerate(pool.map(function, items), 1):
            results.append(result)
            progress(f"{label} {number}/{len(items)}")
    progress("")
    return results


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def need_adder():
    if not os.access(ADDER, os.X_OK):
        print(f"{ADDER} is missing: run ./quickstart, or make, first")
        print("0 passed, 1 failed")
        raise SystemExit(1)


def finish(passed, failed):
    """The line that ./check reads, and the exit status that goes with it."""
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


class Result(unittest.TextTestResult):
    """Counts test methods: one with failing subtests once."""

    def failed_tests(self):
        return len({str(getattr(test, "test_case", test)) for test, _ in self.failures + self.errors})


def run_unittest():
    """unittest.main() for the calling script, with our last line."""
    runner = unittest.TextTestRunner(resultclass=Result)
    result = unittest.main(argv=sys.argv, testRunner=runner, exit=False).result
    failed = result.failed_tests()
    return finish(result.testsRun - failed - len(result.skipped), failed)
