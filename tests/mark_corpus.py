#!/usr/bin/python3.11
"""Writes the `# compiled:` line of new corpus programs: which functions Adder has to compile.

Those are the functions that consist of opcodes Adder promises to compile, and that the program runs
often enough: ten calls, or a loop.  Run it on a new program, then read what it wrote."""

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

# What Adder promises to compile; a function with any other opcode may be declined.
PROMISED = set("""
    NOP RESUME CACHE PRECALL KW_NAMES PUSH_NULL POP_TOP COPY SWAP EXTENDED_ARG
    LOAD_FAST STORE_FAST DELETE_FAST LOAD_CONST LOAD_GLOBAL STORE_GLOBAL DELETE_GLOBAL
    LOAD_DEREF STORE_DEREF DELETE_DEREF MAKE_CELL COPY_FREE_VARS
    UNARY_POSITIVE UNARY_NEGATIVE UNARY_NOT UNARY_INVERT BINARY_OP COMPARE_OP IS_OP CONTAINS_OP
    JUMP_FORWARD JUMP_BACKWARD JUMP_BACKWARD_NO_INTERRUPT JUMP_IF_FALSE_OR_POP JUMP_IF_TRUE_OR_POP
    POP_JUMP_FORWARD_IF_FALSE POP_JUMP_FORWARD_IF_TRUE POP_JUMP_FORWARD_IF_NONE
    POP_JUMP_FORWARD_IF_NOT_NONE POP_JUMP_BACKWARD_IF_FALSE POP_JUMP_BACKWARD_IF_TRUE
    POP_JUMP_BACKWARD_IF_NONE POP_JUMP_BACKWARD_IF_NOT_NONE
    GET_ITER FOR_ITER BINARY_SUBSCR STORE_SUBSCR LOAD_ATTR STORE_ATTR LOAD_METHOD
    CALL CALL_FUNCTION_EX BUILD_TUPLE BUILD_LIST BUILD_MAP BUILD_SET BUILD_SLICE BUILD_STRING
    BUILD_CONST_KEY_MAP LIST_EXTEND LIST_TO_TUPLE DICT_MERGE UNPACK_SEQUENCE FORMAT_VALUE
    RETURN_VALUE RETURN_GENERATOR YIELD_VALUE SEND GET_YIELD_FROM_ITER GET_AWAITABLE ASYNC_GEN_WRAP
    """.split())


def code_objects(code):
    yield code
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from code_objects(constant)


def is_promised(code):
    if "__class__" in code.co_freevars:  # super() reads the frame: declined so far
        return False
    return all(instruction.opname in PROMISED for instruction in dis.get_instructions(code))


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
        if "<lambda>" in code.co_name or code.co_name.startswith("<") or not is_promised(code):
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
