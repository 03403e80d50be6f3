"""Runs several programs in one process: a line `=== NAME` before the output of each.

    batch.py SECONDS SEED|FILE...

A program that takes longer than SECONDS (0: no matter how long) ends with the line `=== too slow`.  Only CPU time
counts, on a busy machine too: a process that has used a minute is killed."""

import gc
import resource
import signal
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import fuzz_prelude
import generate


MOST_SECONDS = 60


class TooSlow(BaseException):
    pass


def give_up(signum, frame):
    raise TooSlow


def run(name, text, seconds):
    module = types.ModuleType(f"program_{name}" if name.isdigit() else "program")
    fuzz_prelude.LOG.clear()
    fuzz_prelude.ticks = fuzz_prelude.TICKS
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        exec(compile(text, f"<fuzz {name}>", "exec"), module.__dict__)
    except TooSlow:
        print("=== too slow")
    except BaseException as error:
        print("ended by", type(error).__name__, error, fuzz_prelude.where(error))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    del module
    gc.collect()


def main():
    sys.setrecursionlimit(400)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    signal.signal(signal.SIGVTALRM, give_up)
    seconds = float(sys.argv[1])
    for name in sys.argv[2:]:
        print("===", name, flush=True)
        run(name, generate.make_program(int(name)) if name.isdigit() else Path(name).read_text(), seconds)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
