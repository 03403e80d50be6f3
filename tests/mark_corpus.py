#!/usr/bin/python3.11
"""Writes the `# compiled:` line of new corpus programs: which functions Adder has to compile.

Those are the functions that the program runs often enough: ten calls, or a loop.  Run it on a new
program, then read what it wrote."""

import argparse
import contextlib
import dis
import io
import re
import runpy
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent / "corpus"
LINE = re.compile(r"\A# compiled:.*\n")
ENOUGH_CALLS = 10


def code_objects(code):
    yield code
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from code_objects(constant)


def has_loop(code):
    return any("BACKWARD" in instruction.opname for instruction in dis.get_instructions(code))


def count_calls(path):
    """{(name, first line): calls} of one run of the program."""
    calls = {}

    def profiler(frame, event, _):
        if event == "call" and frame.f_code.co_filename == str(path):
            key = frame.f_code.co_qualname, frame.f_code.co_firstlineno
            calls[key] = calls.get(key, 0) + 1

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        sys.setprofile(profiler)
        try:
            runpy.run_path(str(path), run_name="__main__")
        except (Exception, SystemExit):
            pass
        finally:
            sys.setprofile(None)
    return calls


def functions_to_compile(path):
    calls = count_calls(path)
    names = []
    for code in code_objects(compile(path.read_text(encoding="utf-8"), str(path), "exec")):
        count = calls.get((code.co_qualname, code.co_firstlineno), 0)
        if "<lambda>" in code.co_name or code.co_name.startswith("<"):
            continue
        if count >= ENOUGH_CALLS or count and has_loop(code):
            names.append(code.co_qualname.rpartition("<locals>.")[2])
    return list(dict.fromkeys(names))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs="+", help="paths")
    for name in parser.parse_args().programs:
        path = Path(name).resolve()
        names = functions_to_compile(path)
        text = LINE.sub("", path.read_text(encoding="utf-8"))
        path.write_text(f"# compiled: {', '.join(names)}".rstrip() + "\n" + text, encoding="utf-8")


if __name__ == "__main__":
    main()
