"""Runs programs under the stock interpreter and under Adder, in servers or in fresh processes, and compares."""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import harness

SERVE = str(Path(__file__).with_name("serve.py"))
STOCK_SECONDS, ADDER_SECONDS = 0.4, 60  # of CPU time; what takes the stock interpreter longer is not fit
BASE = {"ADDER_SYNC": "1", "ADDER_MODULES": "program*"}
PASSES = ("inline", "unbox", "iterators", "gvn", "ranges", "simplify", "dce")


@dataclass(frozen=True)
class Config:
    """One way to run Adder: settings as a sorted tuple, named by what is unusual about them."""

    settings: tuple

    @property
    def name(self):
        return " ".join(f"{name.removeprefix('ADDER_')}={value}" for name, value in self.settings
                        if BASE.get(name) != value)

    @property
    def mode(self):
        return harness.Mode("fuzz", (harness.ADDER,), self.settings)

    def command(self, path):
        """What to type to run a program in this way, in a process of its own."""
        settings = " ".join(f"{name}='{value}'" for name, value in self.settings)
        return f"PYTHONHASHSEED=0 {settings} ./adder tests/fuzz/serve.py {path}"


def make_config(text):
    """The Config of a name as Config.name gives it."""
    settings = dict(BASE)
    for item in text.split():
        name, _, value = item.partition("=")
        settings["ADDER_" + name] = value
    return Config(tuple(sorted(settings.items())))


def random_config(seed):
    """The ways to run are drawn, so that their combinations get tested too."""
    choose = random.Random(f"config {seed}")
    items = [f"THRESHOLD={choose.choice(['1,1', '1,1', '2,3', '3,5', '6,9', '10,20', '20,40', '30,99'])}",
             f"DEOPT={choose.choice(harness.CARRIERS)}", f"OPT={choose.choice(['noopt', 'cold', 'cold', 'cold', 'hot'])}"]
    stress = choose.choice(["", "", "deopt:1", "deopt:2", "deopt:3", "deopt:7", "deopt:101"])
    if stress:
        items.append(f"STRESS={stress}")
    if choose.random() < 0.3:
        items.append("PASSES=" + ",".join(f"-{name}" for name in choose.sample(PASSES, choose.choice([1, 1, 2, 3]))))
    if choose.random() < 0.2:
        items.append("STRICT=1")
    if choose.random() < 0.25:
        items += ["JOBS=1", "SYNC=0"]
    return make_config(" ".join(items))


class Server:
    """A process of serve.py in a mode; one that has died is followed by another."""

    def __init__(self, mode):
        self.mode = mode
        self.process = None

    def run(self, text, seconds):
        """(Outcome, units compiled)"""
        if self.process is None:
            self.process = subprocess.Popen(
                [*self.mode.argv, SERVE], env=harness.clean_environment(self.mode.settings), text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        try:
            print(json.dumps({"text": text, "seconds": seconds}), file=self.process.stdin, flush=True)
            answer = json.loads(self.process.stdout.readline())
        except (BrokenPipeError, ValueError):
            self.process.communicate()
            status = harness.name_status(self.process.returncode)
            self.process = None
            return harness.Outcome("", "", f"the server: {status}"), 0
        compiled = answer.pop("compiled")
        return harness.Outcome(**answer), compiled

    def close(self):
        if self.process is not None:
            self.process.communicate()
            self.process = None


def describe(outcome):
    """What there is to compare: the output, what else Python and Adder had to say, and how it ended."""
    ended = "" if outcome.status == "0" else f"ended: {outcome.status}\n"
    complaints = "".join(f"stderr: {line}\n" for line in outcome.stderr.splitlines())
    return outcome.stdout + complaints + ended


class Pair:
    """A server with the stock interpreter and one with Adder."""

    def __init__(self, config):
        self.stock = Server(harness.make_modes()[0])
        self.adder = Server(config.mode)
        self.compiled = 0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stock.close()
        self.adder.close()

    def compare(self, text, seconds=STOCK_SECONDS):
        """None, or (expected line, actual line).  LookupError: the program is not fit."""
        outcome, _ = self.stock.run(text, seconds)
        if outcome.status != "0" or "MemoryError" in outcome.stdout:
            raise LookupError(outcome.status)
        actual, self.compiled = self.adder.run(text, ADDER_SECONDS)
        return first_difference(describe(outcome), describe(actual))


def compare_afresh(text, config):
    """As Pair.compare(), in processes of their own."""
    with tempfile.TemporaryDirectory(prefix="adder-fuzz-") as folder:
        path = os.path.join(folder, "program.py")
        Path(path).write_text(text, encoding="utf-8")
        outcomes = [harness.run(mode, [SERVE, path], timeout=600) for mode in (harness.make_modes()[0], config.mode)]
    return first_difference(*map(describe, outcomes))


def first_difference(expected, actual):
    """None, or (expected line, actual line)."""
    expected, actual = (re.sub(r"\b0x[0-9a-f]{6,}", "0x", text, flags=re.IGNORECASE) for text in (expected, actual))
    if expected == actual:
        return None
    a, b = expected.splitlines(), actual.splitlines()
    for left, right in zip(a, b):
        if left != right:
            return left, right
    return (a[len(b)] if len(b) < len(a) else "(end)"), (b[len(a)] if len(a) < len(b) else "(end)")
