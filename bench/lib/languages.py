"""How a program is built and started in each language, as data.

A program in another language lies beside the Python one under the same name and computes the same result.  Its
worker (bench/workers) times the iterations and answers as bench/measure.py does.  There are no tuples
or shortest floats everywhere, so the checksum goes to workers as text.
"""

import subprocess
from dataclasses import dataclass

from lib.programs import ROOT

BENCH = ROOT / "bench"
WORKERS = BENCH / "workers"
BUILD_TIMEOUT = 120


@dataclass(frozen=True)
class Language:
    """suffix: of its programs; build, start: words with {program}, {name}, {workers}, {built}; probe: options
    with which its VMs say their version; needs: what must be installed beside the VM."""

    suffix: str
    start: tuple
    probe: tuple
    build: tuple = ()
    needs: tuple = ()
    native: bool = False  # what is built starts by itself


LANGUAGES = {
    "python": Language(".py", (str(BENCH / "measure.py"), "{program}"), ("-VV",)),
    "c": Language(".c", ("{built}/{name}",), ("--version",),
                  build=("gcc", "-O2", "-std=gnu11", "-I{workers}", "-o", "{built}/{name}", "{program}",
                         "{workers}/measure.c", "-lm"), native=True),
    "lua": Language(".lua", ("{workers}/measure.lua", "{program}"), ("-v",)),
    "java": Language(".java", ("-cp", "{built}/{name}.classes", "Measure"), ("-version",),
                     build=("javac", "-d", "{built}/{name}.classes", "{program}",
                            "{workers}/Measure.java"), needs=("javac",)),
    "ruby": Language(".rb", ("{workers}/measure.rb", "{program}"), ("--version",)),
}


def source(program, language):
    """The file of a program in that language, None if there is none."""
    if program.pyperf:
        return program.path if language == "python" else None
    path = program.path.with_suffix(LANGUAGES[language].suffix)
    return path if path.is_file() else None


def as_text(value):
    """A checksum as the workers print it."""
    if isinstance(value, (tuple, list)):
        return " ".join(as_text(item) for item in value)
    return "%.12e" % value if isinstance(value, float) else str(value)


def fill(words, program, language, built):
    return [word.format(program=source(program, language), name=program.name, workers=WORKERS,
                        built=built) for word in words]


def prepare(program, language, built):
    """Builds what has to be built; None, or what went wrong."""
    words = LANGUAGES[language].build
    if not words:
        return None
    built.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(fill(words, program, language, built), capture_output=True, text=True,
                              timeout=BUILD_TIMEOUT)
    except (OSError, subprocess.SubprocessError) as error:
        return f"not built: {error}"
    return f"not built: {done.stderr.strip()[:200]}" if done.returncode else None


def python_options(program, size, counters, within):
    options = (["counters"] if counters else []) + ([f"within={within:g}"] if within else [])
    if program.pyperf:
        return ["pyperf", *options]
    return ["short", *options] if size == "short" and program.short else options


def command(program, vm, iterations, size, built, counters=False, within=None):
    """The words that start one process of a program under a VM; within: seconds after which Python begins no iteration."""
    words = fill(LANGUAGES[vm.language].start, program, vm.language, built)
    if vm.language == "python":
        return [*vm.argv, *words, str(iterations), *python_options(program, size, counters, within)]
    n, expected = program.size(size)
    launcher = () if LANGUAGES[vm.language].native else vm.argv
    return [*launcher, *words, str(iterations), str(n), as_text(expected)]
