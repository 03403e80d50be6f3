"""Runs one benchmark program in this process, timing each iteration: `measure.py PROGRAM COUNT [OPTION...]`.

Options: short (the program's small size), within=S (no further iteration once S seconds have gone, but eight at least), counters (cycles and instructions of each iteration, where the
kernel allows), observed (when the iterations and the collector ran, on the monotonic clock), pyperf (PROGRAM is a
script for the pyperf module, which is stood in for).

Prints one line of JSON: wall and CPU seconds of each iteration, the seconds before the first one, the counters,
and whether every result was the expected one.  Runs under any VM; bench/compare and bench/run start it."""

import json
import os
import sys
import time

CYCLES, INSTRUCTIONS = 0, 1
LEAST = 8  # iterations: fewer say nothing about warm-up


def load(path):
    """The program's namespace, as a module of its own name so that functions can be named."""
    module = type(sys)(path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    module.__file__ = path
    sys.modules[module.__name__] = module
    with open(path) as file:
        code = compile(file.read(), path, "exec")
    exec(code, module.__dict__)
    return module


def read_nothing():
    return ()


def open_counters():
    """A function that answers (cycles, instructions) of this process so far; () where that is not allowed."""
    import ctypes
    import struct

    libc = ctypes.CDLL(None, use_errno=True)
    handles = []
    for config in (CYCLES, INSTRUCTIONS):
        size, exclude_kernel_and_hypervisor = 112, 1 << 5 | 1 << 6
        fields = struct.pack("<IIQQQQQ", 0, size, config, 0, 0, 0, exclude_kernel_and_hypervisor)
        attributes = ctypes.create_string_buffer(fields, size)
        handle = libc.syscall(298, attributes, 0, -1, -1, 0)  # perf_event_open on x86-64
        if handle < 0:
            return read_nothing
        handles.append(handle)
    return lambda: tuple(struct.unpack("<Q", os.read(handle, 8))[0] for handle in handles)


class Observed:
    """What bench/where has to know of the run: its window, its processor time, the collector's pauses."""

    def __init__(self):
        import gc

        self.pauses = []
        gc.callbacks.append(self.note)
        self.cpu = time.process_time()
        self.start = time.monotonic()

    def note(self, phase, info):
        if phase == "start":
            self.pause = time.monotonic()
        else:
            self.pauses.append((self.pause, time.monotonic()))

    def end(self):
        return {"start": self.start, "end": time.monotonic(), "cpu": time.process_time() - self.cpu,
                "pauses": self.pauses}


def checked(program, short):
    """A function that runs the program once and says what is wrong, or None."""
    n, expected = program.SHORT if short else (program.N, program.EXPECTED)

    def once():
        result = program.run(n)
        return None if result == expected else "gave %r instead of %r" % (result, expected)

    return once


def pyperf_script(path):
    sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "stand_in"),
                    os.path.dirname(path)]
    import pyperf

    sys.argv = [path]
    module = type(sys)("__main__")
    module.__file__ = path
    sys.modules["__main__"] = module
    with open(path) as file:
        exec(compile(file.read(), path, "exec"), module.__dict__)
    return pyperf.once


def main():
    path, count, options = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    read = open_counters() if "counters" in options else read_nothing
    once = pyperf_script(path) if "pyperf" in options else checked(load(path), "short" in options)
    bounds = [float(option[len("within="):]) for option in options if option.startswith("within=")]
    started = float(os.environ.get("ADDER_BENCH_START", "nan"))
    answer = {"seconds": [], "cpu": [], "counters": [], "before": time.time() - started,
              "wrong": None}
    observed = Observed() if "observed" in options else None
    begun = time.perf_counter()
    for iteration in range(count):
        if bounds and iteration >= LEAST and time.perf_counter() - begun > bounds[0]:
            break
        counters = read()
        cpu = time.process_time()
        start = time.perf_counter()
        wrong = once()
        answer["seconds"].append(time.perf_counter() - start)
        answer["cpu"].append(time.process_time() - cpu)
        if counters:
            answer["counters"].append([b - a for a, b in zip(counters, read())])
        if wrong is not None and answer["wrong"] is None:
            answer["wrong"] = "iteration %d %s" % (iteration, wrong)
    if observed is not None:
        answer["observed"] = observed.end()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
