#!/usr/bin/python3.11
"""Every opcode of CPython 3.11: is in a function of tests/corpus/opcodes.py, which Adder compiles; raises
there, if it can.  (That program runs in all modes of the corpus, so each is left as well.)"""

import contextlib
import dis
import io
import os
import runpy
import subprocess
import sys

import harness
from mark_corpus import code_objects

PROGRAM = harness.TESTS / "corpus" / "opcodes.py"

# Not reached by compiled code: data, prefixes, and what runs before a function's first RESUME.
NO_CODE = {"CACHE", "EXTENDED_ARG", "MAKE_CELL", "COPY_FREE_VARS", "RETURN_GENERATOR"}
# Opcodes that no error leads away from, or only one of memory.
CANNOT_RAISE = set("""
    ASYNC_GEN_WRAP BUILD_CONST_KEY_MAP BUILD_LIST BUILD_SLICE BUILD_STRING BUILD_TUPLE COPY FOR_ITER
    IS_OP JUMP_BACKWARD JUMP_BACKWARD_NO_INTERRUPT JUMP_FORWARD KW_NAMES LIST_APPEND LIST_TO_TUPLE
    LOAD_ASSERTION_ERROR LOAD_CLOSURE LOAD_CONST MAKE_FUNCTION MATCH_MAPPING MATCH_SEQUENCE NOP
    POP_EXCEPT POP_TOP PRECALL PREP_RERAISE_STAR PUSH_EXC_INFO PUSH_NULL RESUME RETURN_VALUE STORE_FAST
    STORE_DEREF STORE_GLOBAL SWAP YIELD_VALUE GET_YIELD_FROM_ITER RERAISE END_ASYNC_FOR
    POP_JUMP_BACKWARD_IF_NONE POP_JUMP_BACKWARD_IF_NOT_NONE POP_JUMP_FORWARD_IF_NONE
    POP_JUMP_FORWARD_IF_NOT_NONE
    """.split()) - {"FOR_ITER", "GET_YIELD_FROM_ITER"}


def opcodes_of(code):
    return {instruction.opname for instruction in dis.get_instructions(code)}


def program_codes(space):
    codes = list(code_objects(compile(PROGRAM.read_text(encoding="utf-8"), str(PROGRAM), "exec")))
    made = [space["star_code"], space["print_code"], space["extended"].__code__]
    return codes + made


def check(name, missing):
    print(f"{'FAIL' if missing else 'ok'}   {name}" + (f": {sorted(missing)}" if missing else ""))
    return not missing


def compiled_names():
    environment = dict(os.environ, ADDER_SYNC="1", ADDER_THRESHOLD="1,1", ADDER_MODULES="__main__",
                       ADDER_LOG="compile,refuse", ADDER_PASSES="-inline,-generators")
    run = subprocess.run([str(harness.TESTS.parent / "adder"), str(PROGRAM)], env=environment,
                         capture_output=True, text=True, timeout=300, check=False)
    lines = [line.split() for line in run.stderr.splitlines() if line.startswith("adder: ")]
    names = {words[2].partition(":")[2] for words in lines if words[1] == "compile"}
    return names, {" ".join(words) for words in lines if words[1] == "refuse"}, run


def main():
    with contextlib.redirect_stdout(io.StringIO()):
        space = runpy.run_path(str(PROGRAM), run_name="opcodes")
        space["drive"](3)
    codes = program_codes(space)
    every = set(dis.opmap) - NO_CODE
    compiled, refused, run = compiled_names()
    seen = set()
    for code in codes:
        body = code.co_qualname.rpartition(".")[2]
        if code.co_qualname in compiled or body in compiled or body == "<module>":
            seen |= opcodes_of(code)
    functions = {function.__qualname__ for function in space["SYNC"] + space["ASYNC"]}
    good = [check("the program ran", set() if run.returncode == 0 else {run.stderr[-500:]}),
            check("every opcode is in compiled code", every - seen),
            check("every opcode that can raises", every - CANNOT_RAISE - space["raised_at"]),
            check("every function was compiled", functions - compiled),
            check("nothing was refused", refused)]
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
