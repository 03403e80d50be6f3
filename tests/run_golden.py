#!/usr/bin/python3.11
"""Golden HIR: each file of tests/golden holds a program and the HIR that Adder makes of it.

    # --- function NAME            the function whose HIR is wanted (module:qualname, or qualname)
    # --- set NAME=VALUE           a setting of Adder's (ADDER_ may be left out); any number
    # --- python
    def f(a, b): ...
    # --- hir after PASS
    ...text...

A file may have several `hir after` sections.  PASS is the name as the dump gives it; `build` is the
HIR before the first pass, `last` whatever the last pass leaves.  `--rewrite` puts what Adder makes now
into the files: read the difference before committing it."""

import argparse
import difflib
import fnmatch
import os
import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import harness

GOLDEN = harness.TESTS / "golden"
SECTION = re.compile(r"^# --- (python|hir after (\S+)|function (\S+)|set (\S+)=(.*))$")
# Versions and packed slots differ from machine to machine: they are shown as #.
MACHINE_NUMBER = re.compile(r"\b\d{9,}\b|(?<=GuardClass )\d+|(?<=GuardVersion )\d+|(?<=HasClass )\d+")
# What a dump's heads look like: `== hir of main:f after simplify ==`.
DUMP_HEAD = re.compile(r"^\W*hir (?:of )?(?P<function>\S+?):? after (?P<pass>[\w-]+)\W*$",
                       re.IGNORECASE)


@dataclass
class Golden:
    path: Path
    head: list = field(default_factory=list)
    function: str = ""
    settings: dict = field(default_factory=dict)
    python: list = field(default_factory=list)
    hir: dict = field(default_factory=dict)  # pass -> lines


def read_golden(path):
    golden = Golden(path)
    target = golden.head
    for line in path.read_text(encoding="utf-8").splitlines():
        found = SECTION.match(line)
        if not found:
            target.append(line)
        elif found[3]:
            golden.function = found[3]
        elif found[4]:
            name = found[4] if found[4].startswith("ADDER") else "ADDER_" + found[4]
            golden.settings[name] = found[5]
        elif found[2]:
            target = golden.hir.setdefault(found[2], [])
        else:
            target = golden.python
    for lines in (golden.python, *golden.hir.values()):
        while lines and not lines[-1].strip():
            lines.pop()
    if not golden.python or not golden.hir or not golden.function:
        raise SystemExit(f"{path}: needs function, python and hir sections")
    return golden


def write_golden(golden):
    lines = [*golden.head, f"# --- function {golden.function}"]
    lines += [f"# --- set {name}={value}" for name, value in golden.settings.items()]
    lines += ["# --- python", *golden.python]
    for name, text in golden.hir.items():
        lines += [f"# --- hir after {name}", *text]
    golden.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def parse_dump(text):
    """{pass: lines} of the first compilation in a dump."""
    found, target = {}, None
    for line in text.splitlines():
        head = DUMP_HEAD.match(line)
        if head:
            if head["pass"] in found and head["pass"] != list(found)[-1]:
                break  # the next compilation
            target = found[head["pass"]] = []
        elif target is not None:
            target.append(MACHINE_NUMBER.sub("#", line.rstrip()))
    for lines in found.values():
        while lines and not lines[-1]:
            lines.pop()
    if found:
        found["last"] = found[list(found)[-1]]
    return found


def make_hir(golden, options):
    """What Adder makes of the program: ({pass: lines}, what went wrong)."""
    with tempfile.TemporaryDirectory(prefix="adder-golden-") as folder:
        script = os.path.join(folder, golden.path.stem + ".py")
        with open(script, "w", encoding="utf-8") as file:
            file.write("\n".join(golden.python) + "\n")
        settings = {"ADDER_SYNC": "1", "ADDER_THRESHOLD": "20,1000000", "ADDER_MODULES": "__main__", "ADDER_DUMP": "hir",
                    "ADDER_DUMP_FUNC": golden.function, **golden.settings}
        mode = harness.Mode("golden", (harness.ADDER,), tuple(settings.items()))
        outcome = harness.run(mode, [os.path.basename(script)], cwd=folder, timeout=60)
    if outcome.status != "0":
        return {}, f"exit status {outcome.status}: {outcome.stderr.strip()[-300:]}"
    found = parse_dump(outcome.stderr)
    if not found:
        return {}, f"no HIR of {golden.function} in the dump: {outcome.stderr.strip()[:300]}"
    return found, None


def check(golden, options):
    """The lines that say what is wrong; empty if nothing is."""
    found, failure = make_hir(golden, options)
    if failure:
        return [failure]
    problems = []
    for name, expected in golden.hir.items():
        if name not in found:
            problems.append(f"no pass {name}; there are {', '.join(found)}")
        elif options.rewrite:
            golden.hir[name] = found[name]
        elif found[name] != expected:
            problems += list(difflib.unified_diff(expected, found[name], f"expected after {name}",
                                                  "now", n=2, lineterm=""))[:40]
    if options.rewrite and not problems:
        write_golden(golden)
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", help="names or patterns (default: all)")
    parser.add_argument("--rewrite", action="store_true", help="put what is made now into the files")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    options = parser.parse_args()
    harness.need_adder()
    paths = [path for path in sorted(GOLDEN.glob("*.txt")) if not options.files or any(
        fnmatch.fnmatch(path.stem, name) or fnmatch.fnmatch(path.name, name)
        for name in options.files)]
    goldens = [read_golden(path) for path in paths]
    results = harness.in_parallel(lambda golden: check(golden, options), goldens, options.jobs,
                                  "golden")
    failed = 0
    for golden, problems in zip(goldens, results):
        if problems:
            failed += 1
            print(f"FAIL {golden.path.name}")
            print("\n".join("    " + line for line in problems))
    return harness.finish(len(goldens) - failed, failed)


if __name__ == "__main__":
    sys.exit(main())
