"""Stands in for the pyperf module, so that scripts written for it run under bench/measure.py.

A script's benchmark functions are remembered; one iteration runs each of them once.  Only what such
scripts use of pyperf's interface is here."""

import argparse
import asyncio
import time

perf_counter = time.perf_counter
_benchmarks = []


def python_implementation():
    import platform

    return platform.python_implementation().lower()


class Runner:
    def __init__(self, *args, **options):
        self.argparser = argparse.ArgumentParser()
        self.metadata = {}
        self.args = None

    def parse_args(self, args=None):
        self.args = self.argparser.parse_args(args)
        return self.args

    def bench_func(self, name, func, *args, **options):
        _benchmarks.append(lambda: func(*args))

    def bench_time_func(self, name, func, *args, **options):
        _benchmarks.append(lambda: func(1, *args))

    def bench_async_func(self, name, func, *args, **options):
        _benchmarks.append(lambda: asyncio.run(func(*args)))

    def timeit(self, name, stmt=None, setup="pass", globals=None, **options):
        names = dict(globals or {})
        exec(setup, names)
        code = compile(stmt, name, "exec")
        _benchmarks.append(lambda: exec(code, names))


def once():
    """Runs all benchmarks of the script; their results are not checked, as they have none."""
    if not _benchmarks:
        return "the script registered no benchmark"
    for benchmark in _benchmarks:
        benchmark()
    return None
