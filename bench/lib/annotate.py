"""From hot machine code to HIR's operation, the bytecode and the line it comes from.

Adder keeps each unit's object file and what the numbers in it mean (ADDER_ANNOTATE); objdump tells which instruction has
which number, perf's samples how often each was met."""

import linecache
import re
import shutil
import subprocess
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lib import sampling

NUMBER = re.compile(r"^places:(\d+)")
INSTRUCTION = re.compile(r"^\s+([0-9a-f]+):\s+(.+?)\s*$")
RELOCATION = re.compile(r"^\s+[0-9a-f]+: (R_\S+)\s+(\S+)")


@dataclass(frozen=True)
class Place:
    """What an instruction of machine code comes from; all but op may be missing."""

    op: str = ""
    function: str = ""
    bytecode: str = ""
    opcode: str = ""
    file: str = ""
    line: int = 0

    @property
    def source(self):
        return linecache.getline(self.file, self.line).strip() if self.line else ""

    @property
    def where(self):
        return f"{self.function}:{self.line}" if self.line else ""


@dataclass
class Unit:
    name: str
    start: int
    size: int
    lines: list  # (offset, instruction, Place), in order

    def line_at(self, address):
        at = bisect_right([offset for offset, _, _ in self.lines], address - self.start) - 1
        return max(at, 0)


def missing():
    return None if shutil.which("objdump") else "no objdump (package binutils)"


def read_place(text):
    op, *rest = text.split("\t")
    if len(rest) != 5:
        return Place(op)
    function, bytecode, opcode, file, line = rest
    return Place(op, function, bytecode, opcode, file, int(line))


def disassemble(path, places):
    """(offset, instruction, Place) of an object file."""
    text = subprocess.run(["objdump", "-d", "-l", "-r", "--no-show-raw-insn", str(path)], capture_output=True,
                          text=True, check=True).stdout
    found, place = [], Place()
    for line in text.splitlines():
        number, instruction, relocation = (rule.match(line) for rule in (NUMBER, INSTRUCTION, RELOCATION))
        if number:
            at = int(number[1])
            place = places[at - 1] if 0 < at <= len(places) else Place()
        elif relocation and found:
            offset, before, known = found[-1]
            found[-1] = offset, f"{before}  # {relocation[2].split('-0x')[0]}", known
        elif instruction and not relocation:
            found.append((int(instruction[1], 16), re.sub(r"\s+", " ", instruction[2].split(" #")[0]), place))
    return found


def read_unit(path):
    head, *rest = path.read_text(encoding="utf-8").splitlines()
    start, size, name = head.split("\t")
    return Unit(name, int(start, 16), int(size, 16),
                disassemble(path.with_suffix(".o"), [read_place(text) for text in rest]))


def units_of(folder, addresses):
    """Those that addresses lie in, newest first: freed memory is used again."""
    found = []
    for path in sorted(Path(folder).glob("*.places"), key=lambda path: -int(path.stem.split("-")[1])):
        with open(path, encoding="utf-8") as file:
            start, size, _ = file.readline().rstrip("\n").split("\t")
        start, size = int(start, 16), int(size, 16)
        if any(start <= address < start + size for address in addresses):
            found.append(read_unit(path))
    return found


def hottest(samples, folder, most=30, listed=2):
    """{"instructions": rows, "lines": rows, "listings": {unit: rows}} of the samples inside of compiled code; the first
    field of each row is seconds."""
    addresses = [sample.frames[0][0] for sample in samples
                 if sample.frames and sampling.in_unit(sample.frames[0])]
    units = units_of(folder, set(addresses))
    counts, by_line, by_unit = Counter(), Counter(), Counter()
    for address in addresses:
        for at, unit in enumerate(units):
            if unit.start <= address < unit.start + unit.size and unit.lines:
                line = unit.line_at(address)
                place = unit.lines[line][2]
                counts[at, line] += 1
                by_line[place.where, place.source] += 1
                by_unit[at] += 1
                break

    def row(at, line):
        offset, instruction, place = units[at].lines[line]
        return [counts[at, line] * sampling.PERIOD_NS / 1e9, f"{units[at].name}+{offset:#x}", instruction, place.op,
                f"{place.opcode} at {place.bytecode}" if place.opcode else "", place.where, place.source]

    return {"instructions": [row(*key) for key, _ in counts.most_common(most)],
            "lines": [[count * sampling.PERIOD_NS / 1e9, where or "not known", source]
                      for (where, source), count in by_line.most_common(most)],
            "listings": {units[at].name: [row(at, line) for line in range(len(units[at].lines))]
                         for at, _ in by_unit.most_common(listed)}}
