"""Samples of a run by perf, and where each one was.

perf takes a sample per millisecond of processor time with a copy of the stack, which it unwinds up to compiled code:
that has no unwind tables, but its place is in Adder's map, and all that matters is which of compiled code,
interpreter, compiler, profiler and deoptimiser is the innermost one on the stack.  Below that stands what it
called.
"""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, field

PERIOD_NS = 1_000_000
STACK_BYTES = 24_576
RECORD = ("perf", "record", "-q", "-k", "mono", "-e", "cpu-clock", "-c", str(PERIOD_NS), "--call-graph",
          f"dwarf,{STACK_BYTES}")
SCRIPT = ("perf", "script", "--no-inline", "-F", "pid,tid,time,ip,sym,dso")

INTERPRETER, COMPILED, CALLED = "interpreter", "compiled code", "called from compiled code"
COLLECTOR, UNKNOWN, OUTSIDE = "collector", "caller unknown", "outside of the evaluation loop"
BACKGROUND = "in the background: "

# The innermost of these functions on the stack decides.
RULES = {
    "adder_build": "compilation: build", "adder_run_passes": "compilation: passes",
    "lower_phase": "compilation: lower", "LLVMLinkModules2": "compilation: optimise",
    "LLVMRunPasses": "compilation: optimise", "LLVMTargetMachineEmitToMemoryBuffer": "compilation: codegen",
    "load_phase": "compilation: link", "compile_job": "compilation: the rest",
    "adder_compile": "compilation: the rest", "adder_unit_left": "deoptimisation",
    "adder_profile_step": "profiling", "adder_loop_event": "profiling",
    "adder_loop_eval": INTERPRETER, "_PyEval_EvalFrameDefault": INTERPRETER,
}
HEAD = re.compile(r"^\s*(\d+)/(\d+)\s+(\d+\.\d+):\s*$")
FRAME = re.compile(r"^\s*([0-9a-f]+) (.*) \((.*)\)$")
MAP = re.compile(r"/perf-\d+\.map$")


@dataclass(frozen=True)
class Sample:
    """When it was taken (CLOCK_MONOTONIC), by which thread, and the stack: (address, function, file), innermost
    first."""

    time: float
    background: bool
    frames: tuple = field(default=())


def missing():
    """None, or why there can be no samples."""
    if not shutil.which("perf"):
        return "no perf (package linux-perf)"
    done = subprocess.run([*RECORD, "-o", "/dev/null", "true"], capture_output=True, text=True)
    return done.stderr.strip() or "perf may not record" if done.returncode else None


def parse(lines):
    """Yields samples from what perf script prints."""
    head, frames = None, []
    for line in [*lines, ""]:
        if not line.strip():
            if head is not None:
                pid, thread, when = head.groups()
                yield Sample(float(when), pid != thread, tuple(frames))
            head, frames = None, []
        elif head is None:
            head = HEAD.match(line)
        else:
            found = FRAME.match(line)
            if found:
                address, function, file = found.groups()
                frames.append((int(address, 16), function.split("+0x")[0], file))


def read(path):
    done = subprocess.run([*SCRIPT, "-i", str(path)], capture_output=True, text=True, check=True)
    return list(parse(done.stdout.splitlines()))


def in_unit(frame):
    return bool(MAP.search(frame[2]))


def name_of(frame):
    address, function, file = frame
    return function if function != "[unknown]" else f"{file.rsplit('/', 1)[-1]} (no symbol)"


def place(sample):
    """(category, detail): the unit for compiled code, the function that was called from it, or ''."""
    frames = [frame for frame in sample.frames if not frame[2].startswith("[kernel")]
    for at, frame in enumerate(frames):
        if in_unit(frame):
            if at == 0:
                return COMPILED, frame[1].removeprefix("adder:")
            return CALLED, name_of(frames[at - 1])
        if frame[1] in RULES:
            return RULES[frame[1]], ""
    if not frames:
        return OUTSIDE, ""
    whole = frames[-1][1] in ("_start", "__libc_start_main", "__libc_start_call_main", "main")
    return (OUTSIDE, "") if whole else (UNKNOWN, name_of(frames[0]))


def categorise(samples, collections=()):
    """[(time, category, detail)]; collections: (start, end) of each of the collector's runs."""
    found = []
    pauses = sorted(collections)
    for sample in samples:
        category, detail = place(sample)
        if any(start <= sample.time <= end for start, end in pauses):
            category, detail = COLLECTOR, ""
        found.append((sample.time, (BACKGROUND if sample.background else "") + category, detail))
    return found


def shares(categorised):
    """{category: seconds}, largest first."""
    counts = Counter(category for _, category, _ in categorised)
    return {category: count * PERIOD_NS / 1e9 for category, count in counts.most_common()}


def details(categorised, category, most=15):
    counts = Counter(detail for _, found, detail in categorised if found == category)
    return {detail: count * PERIOD_NS / 1e9 for detail, count in counts.most_common(most)}


def time_line(categorised, bins=60):
    """(seconds of each bin's start, {category: samples per bin})"""
    if not categorised:
        return [], {}
    first = min(time for time, _, _ in categorised)
    width = (max(time for time, _, _ in categorised) - first) / bins or 1.0
    rows = {}
    for time, category, _ in categorised:
        row = rows.setdefault(category, [0] * bins)
        row[min(int((time - first) / width), bins - 1)] += 1
    return [at * width for at in range(bins)], rows
