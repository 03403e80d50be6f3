#!/usr/bin/python3.11
"""Debuggers, profilers and other tools that take hold of a program before, in the middle of, and below
compiled code: what they report is what they report of the stock interpreter.

(Semantics rules 4, 6, 12, 13, 14, 15, 17 and 63.)  Each program runs with Adder's defaults, compiled at
once, and with failing guards; with the defaults its functions must have been compiled."""

import importlib.util
import re
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import unittest
from pathlib import Path

import harness

# Functions that are hot at the start of each program, three deep, with a loop; `act` is called at the
# bottom, once, when it is due.
PROGRAM = """
    import sys

    def leaf(n, act):
        square = n * n
        if act is not None:
            act()
        later = square + 1
        return later

    def middle(n, act):
        before = n + 0.5
        result = leaf(n, act)
        after = before + result
        return after

    def drive(n, act=None):
        total = 0
        for i in range(n):
            total += middle(i, act if i == n - 3 else None)
        return total

    print(drive(6000))
    """
HOT = ("drive", "leaf", "middle")
MODES = ("m1", "m2-spill", "m2-stackmap", "m5-1-spill", "m5-3-stackmap")


class Case(unittest.TestCase):
    maxDiff = 3000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="adder-tools-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.modes = {mode.name: mode for mode in harness.make_modes()}

    def write(self, text, name="program.py"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path.name

    def run_in(self, mode, arguments, **more):
        if mode not in ("m0", "m1"):
            more["ADDER_MODULES"] = "__main__"
        return harness.run(self.modes[mode], arguments, cwd=self.folder, **more)

    def assert_same(self, arguments, hot=HOT, clean=lambda text: text, modes=MODES, **more):
        """Same output, errors and status in all modes; answers with the stock's output."""
        def seen(outcome):
            return clean(outcome.stdout), clean(outcome.stderr), outcome.status
        expected = seen(self.run_in("m0", arguments, **more))
        for name in modes:
            with self.subTest(mode=name):
                outcome = self.run_in(name, arguments, **more)
                self.assertEqual(seen(outcome), expected)
                compiled = {entry.partition(":")[2] for entry in outcome.compiled or ()}
                if name == "m1":
                    self.assertLessEqual(set(hot), compiled)
        return expected[0]

    def run_tool(self, text, options=(), hot=HOT, **more):
        """The program, then `text`."""
        script = self.write(textwrap.dedent(PROGRAM) + textwrap.dedent(text))
        stdout = self.assert_same([*options, script], hot, **more)
        self.assertTrue(stdout)
        return stdout


class Tracing(Case):
    """Rules 12 and 13."""

    TRACER = """
    events = []

    def tracer(frame, event, argument):
        if frame.f_code.co_name != "tracer":
            events.append((event, frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals) , repr(argument)[:20]))
        return tracer

    def set_all():
        sys.settrace(tracer)
        frame = sys._getframe(1)
        while frame is not None:
            frame.f_trace = tracer
            frame = frame.f_back

    def report():
        sys.settrace(None)
        sys.setprofile(None)
        for event in events:
            if event[1] in ("leaf", "middle", "drive", "act", "work"):
                print(*event)
        del events[:]
    """

    def test_set_before(self):
        self.run_tool(self.TRACER + """
    sys.settrace(tracer)
    drive(4)
    report()
    print(drive(6000))
    """)

    def test_set_by_a_callee_for_later_calls(self):
        self.run_tool(self.TRACER + """
    print(drive(3000, lambda: sys.settrace(tracer)))
    report()
    print(drive(6000))
    """)

    def test_set_by_a_callee_for_all_frames(self):
        self.run_tool(self.TRACER + """
    for _ in range(3):
        print(drive(3000, set_all))
        report()
    """)

    def test_switched_off_by_a_callee(self):
        self.run_tool(self.TRACER + """
    sys.settrace(tracer)
    print(drive(6, lambda: sys.settrace(None)))
    report()
    print(drive(9000))
    """)

    def test_set_by_an_operator(self):
        """What calls it is no call: the frame is traced from its next call on that is neither put in nor direct, at the latest."""
        self.run_tool(self.TRACER + """
    class Odd:
        armed = False
        def begin(self):
            if Odd.armed:
                set_all()
        def __add__(self, other):
            self.begin()
            return other
        def __getattr__(self, name):
            self.begin()
            return 1
        def __iter__(self):
            self.begin()
            return iter((1, 2))
        def __bool__(self):
            self.begin()
            return True

    def other(n, act):
        return leaf(n, act)

    def third(n, act):
        return leaf(n, act) + 3

    def fourth(n, act):
        return leaf(n, act) + 4

    def fifth(n, act): # too many to be told apart: the call is neither put in nor direct
        return leaf(n, act) + 5

    def work(odd, n):
        a = odd + n
        b = odd.missing
        c = 0
        for item in odd:
            c += item
        if odd:
            c += a
        [other, leaf, third, fourth, fifth][n % 5](c, None)
        d = a + b
        return a, b, c + d

    for i in range(3000):
        work(Odd(), i)
    Odd.armed = True
    print(work(Odd(), 1))
    sys.settrace(None)
    for event in events[-6:]:
        print(*event)
    """, hot=("drive", "work"))

    def test_profiler_set_by_a_callee(self):
        self.run_tool(self.TRACER + """
    def profiler(frame, event, argument):
        events.append((event, frame.f_code.co_name, frame.f_lineno, getattr(argument, "__name__", None)))

    def work(items):
        return len(items) + abs(-1) + max(items)

    for i in range(3000):
        work([1, 2])
    sys.setprofile(profiler)
    work([1])
    report()
    print(drive(3000, lambda: sys.setprofile(profiler)))
    report()
    print(drive(3000))
    """)

    def test_locals_written_by_the_tracer(self):
        """Rule 4."""
        self.run_tool("""
    import ctypes

    def write(frame, event, argument):
        if event == "line" and frame.f_code.co_name == "middle" and "before" in frame.f_locals:
            frame.f_locals["before"] = 1000.0
        return write

    def begin():
        sys.settrace(write)
        sys._getframe(2).f_back.f_trace = write

    print(drive(3000, begin))
    sys.settrace(None)
    print(drive(3000))
    """)

    def test_jump(self):
        """Rule 14: the line set by a trace function, in a frame that was compiled code."""
        self.run_tool("""
    def work(n, act):
        result = []
        for i in range(n):
            if act and i == n - 1:
                act()
                result.append("skipped")
                result.append("landed")
        return len(result), result[-2:]

    def jumper(frame, event, argument):
        if event == "line" and frame.f_code.co_name == "work" and frame.f_lineno == first + 5:
            frame.f_lineno = first + 6
            sys.settrace(None)
        return jumper

    def act():
        sys.settrace(jumper)
        sys._getframe(1).f_trace = jumper

    first = work.__code__.co_firstlineno
    work(9000, None)
    print(work(9000, act))
    """, hot=("drive", "work"))

    def test_async_exception_in_tracer(self):
        self.run_tool("""
    def failing(frame, event, argument):
        raise KeyError(event)

    for _ in range(2):
        try:
            print(drive(3000, lambda: sys.settrace(failing)))
        except KeyError as error:
            print(error, sys.gettrace())
    print(drive(3000))
    """)


class Debuggers(Case):
    """Rule 14."""

    def test_pdb_in_the_middle(self):
        commands = ["where", "up", "p before", "up", "p i, n", "!i = 5000", "p i", "down", "down", "next", "next",
                    "return", "next", "p sorted(locals())", "until 24", "step", "continue"]
        stdout = self.run_tool("""
    import pdb
    print(drive(3000, lambda: pdb.Pdb(nosigint=True, skip=["importlib*"]).set_trace(sys._getframe(1))))
    print(drive(6000))
    """, stdin="\n".join(commands) + "\n")
        self.assertIn("-> later = square + 1", stdout)

    def test_pdb_from_the_start(self):
        script = self.write(textwrap.dedent(PROGRAM) + "print(drive(20))\n")
        commands = ["break leaf, n == 5", "continue", "where", "p n, act", "step", "step", "up", "p before",
                    "clear 1", "continue", "quit"]
        stdout = self.assert_same(["-m", "pdb", script], hot=(), stdin="\n".join(commands) + "\n", modes=("m1", "m2-spill"))
        self.assertIn("(5, None)", stdout)

    def test_post_mortem(self):
        self.run_tool("""
    import pdb

    def fail():
        raise ValueError("broken")

    try:
        drive(3000, fail)
    except ValueError:
        pdb.post_mortem()
    """, stdin="where\nup\np square\nup\np before\nup\np i, total\nquit\n")

    def test_bdb_counts_lines(self):
        self.run_tool("""
    import bdb

    class Counter(bdb.Bdb):
        lines = 0

        def user_line(self, frame):
            if frame.f_code.co_filename == __file__:
                self.lines += 1
                seen.add((frame.f_code.co_name, frame.f_lineno))

    seen = set()
    counter = Counter()
    print(counter.runcall(drive, 50), counter.lines, sorted(seen))
    print(drive(6000))
    """)


class Profilers(Case):
    """Rules 12, 13 and 17."""

    def test_cprofile(self):
        for begin in ("profile.enable(); drive(50)", "drive(3000, profile.enable)"):
            self.run_tool(f"""
    import cProfile
    profile = cProfile.Profile()
    {begin}
    profile.disable()
    for entry in sorted(profile.getstats(), key=str):
        code = entry.code if isinstance(entry.code, str) else entry.code.co_name
        if "disable" not in code:
            print(code if "0x" not in code else "builtin", entry.callcount, entry.reccallcount,
                  sorted((str(getattr(call.code, "co_name", "builtin")), call.callcount) for call in entry.calls or ()))
    print(drive(6000))
    """, clean=lambda text: "\n".join(sorted(text.splitlines())))

    def test_profile_module(self):
        self.run_tool("""
    import profile
    one = profile.Profile()
    one.runcall(drive, 60)
    one.create_stats()
    print(sorted((key[2], value[:2]) for key, value in one.stats.items() if "0x" not in key[2]))
    """)

    def test_trace_module(self):
        self.run_tool("""
    import trace
    tracer = trace.Trace(count=1, trace=0, countfuncs=0)
    print(tracer.runfunc(drive, 70))
    print(sorted((line, count) for (name, line), count in tracer.results().counts.items() if name == __file__))
    calls = trace.Trace(count=0, trace=0, countcallers=1)
    calls.runfunc(drive, 70)
    print(sorted(str(one[0][2] + one[1][2]) for one in calls.results().callers))
    """)

    @unittest.skipIf(importlib.util.find_spec("coverage") is None, "python3-coverage is not installed")
    def test_coverage(self):
        stdout = self.run_tool("""
    import coverage
    from coverage.tracer import CTracer

    cover = coverage.Coverage(data_file=None, branch=True, include=[__file__])
    cover.start()
    drive(30)
    cover.stop()
    data = cover.get_data()
    print(sorted(data.arcs(__file__)))
    print(cover.analysis2(__file__)[3])
    other = coverage.Coverage(data_file=None, include=[__file__])
    print(drive(3000, other.start))
    other.stop()
    print(sorted(other.get_data().lines(__file__)))
    print(drive(6000))
    """, modes=("m1", "m2-spill", "m5-1-spill"))
        self.assertIn("[(", stdout)

    @unittest.skipIf(importlib.util.find_spec("coverage") is None, "python3-coverage is not installed")
    def test_coverage_from_the_start(self):
        script = self.write(textwrap.dedent(PROGRAM))
        for options in ((), ("--branch",)):
            self.assert_same(["-m", "coverage", "run", "--data-file=data", *options, script], hot=(), modes=("m1", "m2-spill"))
            report = subprocess.run([harness.STOCK, "-m", "coverage", "report", "-m", "--data-file=data"],
                                    cwd=self.folder, capture_output=True, text=True, check=False)
            self.assertIn("94%" if not options else "91%", report.stdout)

    def test_tracemalloc_in_the_middle(self):
        """Rule 6: from the start of the tracing on, each allocation has its line, in frames that run too."""
        self.run_tool("""
    import tracemalloc

    kept = []

    def fill(n, act):
        number = n * 1.5
        kept.append(number)
        row = [number, n + 10**6]
        kept.append(row)
        if act:
            act()
        kept.append(n * 2.5)
        kept.append(
            [n, number])
        text = f"{n}!"
        kept.append(text)
        return row

    def fills(n, act):
        for i in range(n):
            fill(i, act if i == n - 500 else None)
            kept.append(i + 0.25)

    fills(3000, None)
    for turn in range(2):
        del kept[:]
        kept.extend([None] * 9000)
        fills(3000, lambda: tracemalloc.start(2))
        lines = {}
        for trace in tracemalloc.take_snapshot().traces:
            frames = [(frame.filename == __file__ and frame.lineno) for frame in trace.traceback]
            if frames[-1]:
                lines[tuple(frames)] = lines.get(tuple(frames), 0) + 1
        tracemalloc.stop()
        print(sorted((frames, round(count, -2)) for frames, count in lines.items() if count > 300))
        fills(3000, None)
    """, hot=("drive", "fill", "fills"))

    def test_tracemalloc_from_the_start(self):
        self.run_tool("""
    import tracemalloc
    print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_object_traceback(drive))
    kept = [drive(i) + 0.5 for i in range(300)]
    print([str(tracemalloc.get_object_traceback(one)) for one in kept[5:7]])
    tracemalloc.stop()
    print(drive(9000))
    """, ["-X", "tracemalloc=3"], modes=("m2-spill", "m5-1-spill"))
        self.run_tool("""
    import tracemalloc
    tracemalloc.stop()
    for _ in range(3):
        print(drive(9000))
    """, ["-X", "tracemalloc=3"], modes=("m1",))


class Switches(Case):
    """Rules 17 and 63."""

    def test_development_mode(self):
        self.run_tool("""
    print(drive(9000), sys.flags.dev_mode)
    """, ["-X", "dev"])

    def test_debug_allocator(self):
        self.run_tool("""
    print(drive(9000), sum([drive(i) for i in range(500)]))
    """, PYTHONMALLOC="debug")
        self.run_tool("print(drive(9000))\n", PYTHONMALLOC="malloc_debug")
        self.run_tool("print(drive(9000))\n", PYTHONMALLOC="malloc")

    def test_import_time(self):
        def names(text):
            return re.sub(r"^import time: *\d+ \| *\d+ \|", "import", text, flags=re.MULTILINE)
        self.run_tool("import json, decimal\nprint(drive(3000))\n", ["-X", "importtime"], clean=names, modes=("m1", "m2-spill"))

    def test_crash_report(self):
        for crash in ("faulthandler._sigsegv()", "faulthandler._fatal_error_c_thread()", "faulthandler._sigabrt()"):
            self.run_tool(f"""
    import faulthandler
    faulthandler.enable()
    sys.stdout.flush()
    drive(3000, lambda: {crash})
    """, hot=(), clean=lambda text: re.sub(r"0x[0-9a-f]+", "0x", text))

    def test_audit_hook_that_raises(self):
        self.run_tool("""
    def hook(event, arguments):
        if armed and event in ("sys._getframe", "builtins.id", "object.__getattr__"):
            raise PermissionError(event)

    armed = False
    sys.addaudithook(hook)

    def work(n):
        return n + 1, drive.__code__ is None

    for i in range(3000):
        work(i)
    armed = True
    for act in (lambda: sys._getframe(), lambda: id(1), lambda: work(1)):
        try:
            print(drive(3000, act))
        except PermissionError as error:
            print(error)
    """, hot=("drive", "work"))

    def test_unraisable_and_exception_hooks(self):
        self.run_tool("""
    class Bad:
        def __del__(self):
            raise ValueError("in __del__")

    def hook(broken):
        print("unraisable", broken.exc_value, broken.exc_traceback.tb_lineno)

    sys.unraisablehook = hook
    print(drive(3000, Bad))
    sys.excepthook = lambda kind, error, traceback: print("hook", error, traceback.tb_frame.f_code.co_name)
    drive(3000, lambda: 1 / 0)
    """)


EVALUATOR = r"""
#define Py_BUILD_CORE 1
#include <Python.h>
#undef HAVE_STD_ATOMIC
#include <internal/pycore_frame.h>

/* An eval function of someone else's: counts frames by the names of their functions. */
static PyObject *counts;
static _PyFrameEvalFunction before;

static PyObject *evaluate(PyThreadState *ts, struct _PyInterpreterFrame *frame, int throwing)
{
    PyObject *name = frame->f_code->co_name;
    PyObject *count = PyDict_GetItem(counts, name);
    PyObject *next = PyLong_FromLong(count ? PyLong_AsLong(count) + 1 : 1);
    PyDict_SetItem(counts, name, next);
    Py_DECREF(next);
    return _PyEval_EvalFrameDefault(ts, frame, throwing);
}

static PyObject *install(PyObject *self, PyObject *none)
{
    PyInterpreterState *interp = PyInterpreterState_Get();
    before = _PyInterpreterState_GetEvalFrameFunc(interp);
    _PyInterpreterState_SetEvalFrameFunc(interp, evaluate);
    Py_RETURN_NONE;
}

static PyObject *take_away(PyObject *self, PyObject *none)
{
    _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState_Get(), before);
    PyObject *result = counts;
    counts = PyDict_New();
    return result;
}

static PyMethodDef methods[] = {
    {"install", install, METH_NOARGS, NULL}, {"take_away", take_away, METH_NOARGS, NULL}, {NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "evaluator", NULL, -1, methods};

PyMODINIT_FUNC PyInit_evaluator(void)
{
    counts = PyDict_New();
    return PyModule_Create(&module);
}
"""


class Evaluators(Case):
    """Rule 15: PEP 523."""

    def setUp(self):
        super().setUp()
        source = self.folder / "evaluator.c"
        source.write_text(EVALUATOR, encoding="utf-8")
        target = self.folder / f"evaluator{sysconfig.get_config_var('EXT_SUFFIX')}"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", f"-I{sysconfig.get_path('include')}",
                        str(source), "-o", str(target)], check=True)

    COUNTED = """
    import evaluator

    def show(counts):
        print(sorted((name, count) for name, count in counts.items() if name in ("drive", "middle", "leaf", "work")))
    """

    def test_before_and_after(self):
        self.run_tool(self.COUNTED + """
    for _ in range(3):
        evaluator.install()
        print(drive(500))
        show(evaluator.take_away())
        print(drive(6000))
    """)

    def test_installed_by_a_callee(self):
        self.run_tool(self.COUNTED + """
    for _ in range(3):
        print(drive(3000, evaluator.install))
        show(evaluator.take_away())
        print(drive(6000))
    """)

    def test_installed_in_a_loop(self):
        """Each call of a frame that ran compiled code before goes to the new function, and no more after."""
        self.run_tool(self.COUNTED + """
    def work(n):
        return n + 1

    def loop(n, begin, end):
        total = 0
        for i in range(n):
            total += work(i)
            if i == begin:
                evaluator.install()
            if i == end:
                show(evaluator.take_away())
        return total

    print(loop(9000, -1, -1))
    print(loop(9000, 8000, 8100))
    print(loop(9000, 100, 8990), loop(9000, -1, -1))
    """, hot=("drive", "loop", "work"))

    def test_nothing_is_compiled_meanwhile(self):
        stdout = self.run_in("m1", [self.write(textwrap.dedent("""
            import adder, evaluator
            def work(n):
                return n + 1
            for i in range(100):
                work(i)
            evaluator.install()
            for i in range(9000):
                work(i)
            print(adder.is_compiled(work))
            evaluator.take_away()
            for i in range(9000):
                work(i)
            print(adder.is_compiled(work))
            """))]).stdout
        self.assertEqual(stdout, "False\nTrue\n")


def main():
    harness.need_adder()
    return harness.run_unittest()


if __name__ == "__main__":
    sys.exit(main())
