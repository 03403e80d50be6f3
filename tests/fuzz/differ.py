"""Runs batches of programs under the stock interpreter and under Adder, and compares program by program."""

import os
import random
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import harness

BATCH = str(Path(__file__).with_name("batch.py"))
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


def split(text):
    """{program: its output}."""
    sections = re.split(r"^=== ", text, flags=re.MULTILINE)[1:]
    outputs = {}
    name = None
    for section in sections:
        head, _, body = section.partition("\n")
        if head == "too slow":
            outputs[name] = None
        else:
            name = head
            outputs[name] = body
    return outputs


def run_stock(programs, seconds=0.4, timeout=3600):
    """{program: output} of what ended in time."""
    mode = harness.make_modes()[0]
    programs = list(programs)
    outputs = {}
    while programs:
        outcome = harness.run(mode, [BATCH, str(seconds), *programs], timeout=timeout)
        got = split(outcome.stdout)
        outputs.update(got)
        if outcome.status == "0":
            break
        last = list(got)[-1]  # the oracle itself died of it
        outputs[last] = None
        programs = programs[programs.index(last) + 1:]
    return {name: output for name, output in outputs.items() if output is not None}


def run_adder(programs, config, timeout=3600):
    """{program: output}; a process that dies is the last program's outcome."""
    mode = harness.Mode("fuzz", (harness.ADDER,), config.settings)
    programs = list(programs)
    outputs = {}
    while programs:
        outcome = harness.run(mode, [BATCH, "0", *programs], timeout=timeout)
        got = split(outcome.stdout)
        outputs.update(got)
        for name, complaint in complaints(outcome.stderr, got):
            outputs[name] += f"stderr: {complaint}\n"
        if outcome.status == "0":
            break
        last = list(got)[-1] if got else programs[0]
        outputs[last] = outputs.get(last, "") + f"ended: {outcome.status}\n"
        programs = programs[programs.index(last) + 1:]
    return outputs


def complaints(text, names):
    """[(program, line)] of what Adder itself has to say."""
    for line in text.splitlines():
        if line.startswith("adder: ") and names:
            found = re.search(r"\bprogram_(\w+)", line)
            yield found[1] if found and found[1] in names else list(names)[-1], line


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


def check_text(text, config, timeout=30):
    """What differs for the text of one program; None if nothing does or the program is not fit."""
    with tempfile.TemporaryDirectory(prefix="adder-fuzz-") as folder:
        path = os.path.join(folder, "p.py")
        Path(path).write_text(text, encoding="utf-8")
        expected = run_stock([path], 2, timeout).get(path)
        if expected is None:
            return None
        return first_difference(expected, run_adder([path], config, timeout).get(path, ""))
