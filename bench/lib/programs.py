"""The programs that are measured: what they print, which sizes they have, where they are found.

A program is a Python file with run(n), N, EXPECTED and perhaps SHORT = (n, expected): a size of some
ten milliseconds.  Files without run are scripts, whose EXPECTED is what they print.  Folders under
bench/programs are suites; a suite may have programs of others as well.  Reads files only.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = ROOT / "bench" / "programs"
CORE = "core"

# What suites have beside the files of their folders.
SHARED = {
    "meta_tracing": ("binary_trees", "fannkuch", "mandelbrot", "nbody_lists", "richards",
                     "spectral_norm"),
    "reusing_jit": ("nbody_lists", "n_queens", "dhrystone", "richards"),
    "adverse": ("exceptions", "generator_sum"),
}


@dataclass(frozen=True)
class Program:
    """A program: `output` is what the whole process prints; usual and short: (n, expected) of its sizes."""

    path: Path
    output: str
    has_run: bool
    usual: tuple = None
    short: tuple = None
    pyperf: bool = False

    @property
    def name(self):
        return self.path.parent.name if self.pyperf else self.path.stem

    @property
    def suite(self):
        if self.pyperf:
            return "pyperf"
        return CORE if self.path.parent == PROGRAMS else self.path.parent.name

    def size(self, which):
        return self.short if which == "short" and self.short else self.usual


def read_program(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    values = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values[node.targets[0].id] = node.value
    if "EXPECTED" not in values:
        raise SystemExit(f"{path}: no EXPECTED value")
    found = {name: ast.literal_eval(values[name]) for name in ("N", "EXPECTED", "SHORT")
             if name in values}
    expected = found["EXPECTED"]
    if "run" not in functions:
        return Program(path, expected, False)
    return Program(path, f"{expected!r}\n", True, (found["N"], expected), found.get("SHORT"))


def find_suite(suite):
    folder = PROGRAMS if suite == CORE else PROGRAMS / suite
    if not folder.is_dir():
        raise SystemExit(f"no such suite: {suite}: there are {', '.join(suite_names())}")
    own = [read_program(path) for path in sorted(folder.glob("*.py"))]
    return own + [program for name in SHARED.get(suite, ()) for program in find_programs([name])]


def suite_names():
    return [CORE] + sorted(path.name for path in PROGRAMS.iterdir()
                           if path.is_dir() and any(path.glob("*.py")))


def find_programs(names):
    """The programs of those names or paths; without any, all of the core suite."""
    if not names:
        return find_suite(CORE)
    found = []
    for name in names:
        path = Path(name)
        if not path.is_file():
            path = next(iter(sorted(PROGRAMS.rglob(name + ".py"))), None)
        if path is None:
            raise SystemExit(f"no such program: {name}: see {PROGRAMS}")
        found.append(read_program(path.resolve()))
    return found


def find_pyperf(folder):
    """Benchmarks in the layout of pyperformance: bm_NAME/run_benchmark.py."""
    paths = sorted(Path(folder).resolve().glob("bm_*/run_benchmark.py"))
    if not paths:
        raise SystemExit(f"{folder}: no bm_*/run_benchmark.py in it")
    return [Program(path, "", True, pyperf=True) for path in paths]
