"""Runs programs, each in a fork of this process, in which all that a program needs is loaded, LLVM too.

    serve.py            answers each line of stdin, {"text": PROGRAM, "seconds": of CPU time}, with a line
                        {"stdout":, "stderr":, "status":, "compiled": how many units}
    serve.py FILE       runs that program in this process: a finding once more, from the beginning

Settings of Adder's hold for a process, so there is a server for each way to run."""

import collections  # what programs import, and therefore here
import contextlib
import copy
import functools
import gc
import json
import math
import operator
import os
import resource
import select
import signal
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import fuzz_prelude
import harness

SECONDS = 60          # of CPU time, for a program that says nothing else
PATIENCE = 600        # seconds of the clock: longer means that it waits for something that will not come
MEMORY = 4 << 30
FIRST = "def first(n):\n    return n + 1\nfor i in range(400):\n    first(i)\n"

try:
    import adder
except ImportError:  # stock
    adder = None


def count_compiled():
    return adder.stats()["compilations"] if adder else 0


def run(text):
    """Collections come where the program asks for them: when they are due depends on how many objects were made."""
    module = types.ModuleType("program")
    gc.disable()
    try:
        exec(compile(text, "<fuzz>", "exec"), module.__dict__)
    except BaseException as error:
        print("ended by", type(error).__name__, error, fuzz_prelude.where(error))
    del module
    gc.collect()
    sys.stdout.flush()


def set_limits(seconds):
    """What takes longer dies of SIGPROF."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run_in_child(request, files):
    """Ends the process."""
    for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), *files[:2])):
        os.dup2(file, number)
    set_limits(request["seconds"])
    before = count_compiled()
    run(request["text"])
    os.write(files[2], str(count_compiled() - before).encode())
    os._exit(0)


def read_all(file):
    os.lseek(file, 0, os.SEEK_SET)
    with open(file, encoding="utf-8", errors="backslashreplace", newline="") as text:
        return text.read()


def wait_for(child):
    """What os.waitpid() gives; a child that waits for ever is killed, and its status is None."""
    end = os.pidfd_open(child)
    poll = select.poll()
    poll.register(end, select.POLLIN)
    hangs = not poll.poll(PATIENCE * 1000)
    os.close(end)
    if hangs:
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    return None if hangs else os.waitstatus_to_exitcode(status)


def serve(request):
    files = [os.memfd_create(name) for name in ("stdout", "stderr", "compiled")]
    child = os.fork()
    if not child:
        run_in_child(request, files)
    status = harness.name_status(wait_for(child))
    stdout, stderr, compiled = map(read_all, files)
    return {"stdout": stdout, "stderr": stderr, "status": status, "compiled": int(compiled or 0)}


def main():
    sys.setrecursionlimit(400)
    run(FIRST)
    if len(sys.argv) > 1:
        set_limits(SECONDS)
        run(Path(sys.argv[1]).read_text(encoding="utf-8"))
        return
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
