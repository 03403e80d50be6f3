"""Runs one benchmark program in this process, timing each iteration: `measure.py PROGRAM COUNT`.

Prints one line of JSON: the seconds of each iteration, and whether every result was the expected
one.  Runs under any VM; bench/compare starts it.  Steady state is what the later times show."""

import json
import sys
import time


def load(path):
    """The program's namespace, as a module of its own name so that functions can be named."""
    module = type(sys)(path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    module.__file__ = path
    sys.modules[module.__name__] = module
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    exec(code, module.__dict__)
    return module


def main():
    program = load(sys.argv[1])
    seconds = []
    wrong = None
    for iteration in range(int(sys.argv[2])):
        start = time.perf_counter()
        result = program.run(program.N)
        seconds.append(time.perf_counter() - start)
        if result != program.EXPECTED and wrong is None:
            wrong = "iteration %d gave %r instead of %r" % (iteration, result, program.EXPECTED)
    print(json.dumps({"seconds": seconds, "wrong": wrong}))


if __name__ == "__main__":
    main()
