#!/usr/bin/python3.11
"""The life of a process with compiled code in it: threads, signals, fork, multiprocessing, its end, a second
interpreter after the first, functions and modules that come and go, and places where little is allowed.

(Semantics rules 19, 20, 21, 22, 28, 57, 60, 61, 62 and 64; test matrix row 14.)"""

import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import time
import unittest
from pathlib import Path

import harness

HOT = """
    def step(n):
        return n * 3 + 1

    def work(n):
        total = 0
        for i in range(n):
            total += step(i) & 7
        return total

    for _ in range(3):
        work(3000)
    """
NAMES = ("step", "work")
MODES = ("m1", "m2-spill")


class Case(unittest.TestCase):
    maxDiff = 3000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="adder-life-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.modes = {mode.name: mode for mode in harness.make_modes()}

    def write(self, text, name="program.py"):
        path = self.folder / name
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path.name

    def run_in(self, mode, arguments, **more):
        more.setdefault("ADDER_MODULES", "__main__,__mp_main__,made*")
        if mode == "m0":
            del more["ADDER_MODULES"]
        return harness.run(self.modes[mode], arguments, cwd=self.folder, **more)

    def assert_same(self, text, hot=NAMES, modes=MODES, options=(), **more):
        """The program gives the same as on the stock interpreter, and was compiled."""
        script = self.write(textwrap.dedent(HOT) + textwrap.dedent(text))
        expected = self.run_in("m0", [*options, script], **more)
        for name in modes:
            with self.subTest(mode=name):
                outcome = self.run_in(name, [*options, script], **more)
                self.assertEqual(outcome.visible(), expected.visible())
                if hot:
                    compiled = {entry.partition(":")[2] for entry in outcome.compiled or ()}
                    self.assertLessEqual(set(hot), compiled)
        return expected.stdout


class Signals(Case):
    """Rule 20."""

    def interrupt(self, mode, text, number=signal.SIGINT):
        """Starts the program, waits for its word, sends the signal; output and status."""
        script = self.write(textwrap.dedent(HOT) + textwrap.dedent(text))
        selected = self.modes[mode]
        env = harness.clean_environment(selected.settings, ADDER_MODULES="__main__")
        if mode == "m0":
            del env["ADDER_MODULES"]
        with subprocess.Popen([*selected.argv, "-u", script], cwd=self.folder, env=env, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as process:
            self.assertEqual(process.stdout.readline(), "ready\n")
            time.sleep(0.3)
            process.send_signal(number)
            stdout, stderr = process.communicate(timeout=60)
        return stdout, stderr, process.returncode

    def assert_interrupted(self, text):
        stock = self.interrupt("m0", text)
        for mode in MODES:
            with self.subTest(mode=mode):
                self.assertEqual(self.interrupt(mode, text), stock)
        return stock

    def test_interrupt_without_handler(self):
        stdout, stderr, status = self.assert_interrupted("""
            def spin(n):
                while n: n += 1
            print("ready")
            spin(1)
            """)
        self.assertEqual(status, -signal.SIGINT)
        self.assertIn("KeyboardInterrupt", stderr)

    def test_interrupt_is_caught(self):
        stdout, _, _ = self.assert_interrupted("""
            def spin(n):
                try:
                    while True:
                        n = (n + 1) & 1023
                except KeyboardInterrupt:
                    return "caught", n < 1024
            print("ready")
            print(spin(1), work(100))
            """)
        self.assertEqual(stdout, "('caught', True) 350\n")

    def test_handler_that_ends_a_loop(self):
        self.assert_interrupted("""
            import signal
            def handler(number, frame):
                global going
                going = False
                print(frame.f_code.co_name, sorted(frame.f_locals))
            def spin():
                total = 0.5
                while going:
                    total = total * 0.5 + 1
                return total < 3
            going = True
            signal.signal(signal.SIGINT, handler)
            print("ready")
            print(spin())
            """)

    def test_nested_loops_over_ranges(self):
        self.assert_interrupted("""
            def spin(n):
                for i in range(n):
                    for j in range(n): pass
            print("ready")
            try:
                spin(10**9)
            except KeyboardInterrupt as error:
                print(error.__traceback__.tb_next.tb_lineno, error.__traceback__.tb_next.tb_frame.f_code.co_name)
            """)


class Threads(Case):
    """Rules 19, 21 and 22."""

    def test_many_threads(self):
        self.assert_same("""
            import threading
            results = []
            def run(n):
                results.append(work(n))
            for turn in range(5):
                threads = [threading.Thread(target=run, args=(2000 + k,)) for k in range(12)]
                for thread in threads: thread.start()
                for thread in threads: thread.join()
            print(sorted(results))
            """)

    def test_small_stacks(self):
        """What first gets hot on 64 kB of stack is compiled there too."""
        self.assert_same("""
            import sys, threading
            def depth(n):
                return 0 if n == 0 else 1 + depth(n - 1)
            def sort(n):
                return sorted(range(n), key=lambda i: depth(i % 50))[:3]
            def run():
                results.append(work(9000))
                results.append([depth(k) for k in (10, 400)])
                for _ in range(60):
                    depth(100)
                results.append(sort(300))
                try:
                    depth(10**6)
                except RecursionError as error:
                    results.append(str(error))
            results = []
            threading.stack_size(64 * 1024)
            sys.setrecursionlimit(600)
            for _ in range(3):
                thread = threading.Thread(target=run)
                thread.start()
                thread.join()
            print(results)
            """, hot=("step", "work", "depth"))

    def test_deep_recursion(self):
        """Frames of the interpreter take over where the native stack ends."""
        self.assert_same("""
            import sys, threading
            def depth(n):
                return 0 if n == 0 else 1 + depth(n - 1)
            sys.setrecursionlimit(10**6)
            for _ in range(100):
                depth(100)
            print(depth(150_000))
            thread = threading.Thread(target=lambda: print(depth(30_000)))
            thread.start()
            thread.join()
            """, hot=("depth",))

    def test_thread_locals_and_exceptions(self):
        self.assert_same("""
            import threading
            local = threading.local()
            def fill(n):
                local.value = n
                for i in range(n):
                    local.value += i
                return local.value
            def run(n):
                try:
                    fill(5000)
                    print(fill(n)) if n else fill(None)
                except TypeError as error:
                    print(error)
            for n in (5000, 0, 6000):
                thread = threading.Thread(target=run, args=(n,))
                thread.start()
                thread.join()
            """, hot=("fill",))

    def test_daemon_threads_at_the_end(self):
        """Rule 62: they run compiled code while the interpreter ends."""
        for _ in range(3):
            self.assert_same("""
                import threading, time
                def forever(box):
                    while True:
                        box[0] += work(100)
                def spin(n):
                    while True:
                        n = n + 1 & 255
                boxes = [[0] for _ in range(3)]
                for box in boxes:
                    threading.Thread(target=forever, args=(box,), daemon=True).start()
                threading.Thread(target=spin, args=(0,), daemon=True).start()
                while not all(box[0] > 5000 for box in boxes):
                    time.sleep(0.01)
                print("end", flush=True)
                """)


class Processes(Case):
    """Rule 60."""

    def test_fork(self):
        self.assert_same("""
            import os, sys
            def forks(n):
                total = 0
                for i in range(n):
                    total += i
                    if i == n - 100:
                        sys.stdout.flush()
                        pid = os.fork()
                return pid, total
            pid, total = forks(9000)
            if pid == 0:
                def later(n):
                    return sum(step(i) for i in range(n))
                for _ in range(2000):
                    later(3)
                print("child", total, work(5000), later(10), flush=True)
                os._exit(3)
            print("parent", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), total, work(6000))
            """)

    def test_fork_in_threads(self):
        self.assert_same("""
            import os, sys, threading
            def run(k):
                work(3000)
                pid = os.fork()
                if pid == 0:
                    os._exit(work(2000 + k) & 63)
                results[k] = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), work(2000)
            results = {}
            threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print(sorted(results.items()))
            """)

    def test_multiprocessing(self):
        """All start methods; the children compile for themselves."""
        for method in ("fork", "spawn", "forkserver"):
            with self.subTest(method=method):
                self.assert_same(f"""
                    import multiprocessing, sys
                    def task(n):
                        for _ in range(3):
                            result = work(6000)
                        if "adder" in sys.builtin_module_names:
                            import adder
                            assert adder.is_compiled(work)
                        return result
                    if __name__ == "__main__":
                        with multiprocessing.get_context("{method}").Pool(2) as pool:
                            print(pool.map(task, range(4)))
                        queue = multiprocessing.get_context("{method}").Queue()
                        queue.put(work(100))
                        print(queue.get())
                        print(work(9000))
                    """, hot=())  # the helpers of multiprocessing write their statistics last

    def test_process_pool_with_errors(self):
        self.assert_same("""
            import concurrent.futures
            def fails(n):
                return work(5000) // n
            if __name__ == "__main__":
                with concurrent.futures.ProcessPoolExecutor(2) as pool:
                    for future in [pool.submit(fails, n) for n in (3, 0, 2)]:
                        try:
                            print(future.result())
                        except ZeroDivisionError as error:
                            print(error)
            """)


class Lifetimes(Case):
    """Rules 28 and 57."""

    def test_machine_code_goes_with_its_function(self):
        script = self.write(textwrap.dedent(HOT) + textwrap.dedent("""
            import adder, gc, weakref
            def make(k):
                names = {"__name__": "made"}
                exec(f"def f(n):\\n total = {k}\\n for i in range(n):\\n  total += i\\n return total", names)
                return names["f"]
            def turn(k):
                f = make(k)
                f(9000)
                compiled = adder.is_compiled(f)
                return compiled, weakref.ref(f), weakref.ref(f.__code__)
            before = adder.stats()["code_bytes"]
            seen = [turn(k) for k in range(40)]
            gc.collect()
            step(1)
            work(10)
            print(all(compiled for compiled, *_ in seen), any(f() or code() for _, f, code in seen))
            turn(41)
            print(adder.stats()["code_bytes"] - before < 5 * 4096)
            """))
        for mode in MODES:
            outcome = self.run_in(mode, [script])
            self.assertEqual(outcome.visible(), ("True False\nTrue\n", "", "0"))

    def test_memory_stays_bounded(self):
        """Functions that come, get hot and go leave nothing behind."""
        script = self.write(textwrap.dedent("""
            import gc
            def rss():
                with open("/proc/self/statm") as file:
                    return int(file.read().split()[1]) * 4096
            def turn(k):
                names = {"__name__": "made"}
                exec(f"class A:\\n x = {k}\\n def f(self, n):\\n  return self.x + n\\n"
                     "def g(n):\\n a = A()\\n t = 0\\n for i in range(n):\\n  t += a.f(i)\\n return t\\n", names)
                return names["g"](6000)
            for k in range(40):
                turn(k)
            gc.collect()
            before = rss()
            for k in range(80):
                turn(k)
            gc.collect()
            import adder
            print(rss() - before < 3 << 20, adder.stats()["compilations"] > 200, rss() - before)
            """))
        outcome = self.run_in("m1", [script])
        self.assertTrue(outcome.stdout.startswith("True True"), outcome.stdout)

    def test_reloaded_modules(self):
        (self.folder / "made.py").write_text("K = 1\ndef f(n):\n    return n + K\n", encoding="utf-8")
        self.assert_same("""
            import importlib, os, sys, time
            import made
            def drive(n):
                total = 0
                for i in range(n):
                    total += made.f(i)
                return total
            def again(function, n):
                total = 0
                for i in range(n):
                    total += function(i)
                return total
            old = made.f
            print(drive(5000), again(old, 5000))
            for k in range(2, 5):
                with open("made.py", "w") as file:
                    file.write(f"K = {k}\\ndef f(n):\\n    return n * {k} + K\\n")
                importlib.invalidate_caches()
                importlib.reload(made)
                print(drive(5000), again(old, 3000), again(made.f, 3000))
            with open("made.py", "w") as file:
                file.write("K = 1\\ndef f(n):\\n    return n + K\\n")
            """, hot=("drive", "again"))

    def test_generators_of_functions(self):
        """One code object, many functions with their own globals, closures, defaults."""
        self.assert_same("""
            import gc, types, weakref
            def template(n, k=1):
                return n + k + base
            kept = []
            for base_value in range(60):
                f = types.FunctionType(template.__code__, {"base": base_value, "__builtins__": __builtins__}, "f", (base_value,))
                kept.append(sum(f(i) for i in range(200)))
                gone = weakref.ref(f)
            del f
            gc.collect()
            print(sum(kept), gone())
            """)


SECOND_LIFE = r"""
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdlib.h>

/* After the interpreter has ended, two more live in the same process. */
static const char *text;

static void live_again(void)
{
    for (int life = 2; life <= 3; life++) {
        Py_Initialize();
        printf("life %d\n", life);
        fflush(stdout);
        PyRun_SimpleString(text);
        printf("end %d\n", Py_FinalizeEx());
        fflush(stdout);
    }
}

static PyObject *prepare(PyObject *self, PyObject *program)
{
    text = strdup(PyUnicode_AsUTF8(program));
    atexit(live_again);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"prepare", prepare, METH_O, NULL}, {NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "secondlife", NULL, -1, methods};
PyMODINIT_FUNC PyInit_secondlife(void) { return PyModule_Create(&module); }
"""

EMBEDDING = r"""
#define PY_SSIZE_T_CLEAN
#include <Python.h>

int main(int argc, char **argv)
{
    for (int life = 1; life <= 3; life++) {
        Py_Initialize();
        PyRun_SimpleString(argv[1]);
        printf("end %d\n", Py_FinalizeEx());
        fflush(stdout);
    }
    return 0;
}
"""


class Ends(Case):
    """Rule 62."""

    PROGRAM = textwrap.dedent(HOT) + textwrap.dedent("""
        import sys
        def names():
            x = 1
            return sorted(locals()), sorted(sys._getframe().f_locals), dir()
        for _ in range(2000):
            seen = names()
        print(work(9000), seen, eval("work(3)"))
        if "adder" in sys.builtin_module_names:
            import adder
            adder.is_enabled(), adder.compile(work), adder.stats(), adder.explain(work), adder.is_compiled(work)
            work(9000)
        sys.stdout.flush()
        """)

    def build(self, source, name, *options):
        path = self.folder / f"{name}.c"
        path.write_text(source, encoding="utf-8")
        subprocess.run(["gcc", "-O1", f"-I{sysconfig.get_path('include')}", str(path), *options], check=True, cwd=self.folder)

    def test_second_life(self):
        self.build(SECOND_LIFE, "secondlife", "-shared", "-fPIC", "-o", f"secondlife{sysconfig.get_config_var('EXT_SUFFIX')}")
        stdout = self.assert_same(f"""
            import secondlife
            secondlife.prepare({self.PROGRAM!r})
            print("first", work(5000), flush=True)
            """)
        self.assertEqual(stdout.count("end 0"), 2)

    def test_embedding_program(self):
        """A program that is no python3.11 has its Python without Adder, several times over."""
        if not list(Path("/usr/lib/x86_64-linux-gnu").glob("libpython3.11.so")):
            self.skipTest("libpython3.11-dev is not installed")
        self.build(EMBEDDING, "embedding", "-o", "embedding", "-lpython3.11")
        program = [str(self.folder / "embedding"), self.PROGRAM]
        env = harness.clean_environment(ADDER="1", LD_PRELOAD=str(Path(harness.ADDER).parent / "lib" / "adder_preload.so"))
        with_adder = subprocess.run(program, env=env, capture_output=True, text=True, check=False)
        without = subprocess.run(program, env=harness.clean_environment(), capture_output=True, text=True, check=False)
        self.assertEqual(without.stdout.count("end 0"), 3)
        self.assertEqual((with_adder.stdout, with_adder.returncode), (without.stdout, without.returncode))
        self.assertLessEqual(len(with_adder.stderr.splitlines()), 1)

    def test_hot_code_in_the_last_moments(self):
        self.assert_same("""
            import atexit, sys, weakref
            class Last:
                def __del__(self):
                    print("del", finish(3000), sys is not None)
            def finish(n):
                return sum(i & 3 for i in range(n))
            def leave():
                print("atexit", work(6000), flush=True)
            atexit.register(leave)
            last = Last()
            last.me = last
            keep = Last()
            weakref.finalize(keep, print, "finalize")
            """)

    def test_exit_from_hot_code(self):
        for leave, status in (("sys.exit(5)", "5"), ("os._exit(6)", "6"), ("1 / 0", "1"), ("raise SystemExit('words')", "1"),
                              ("os.kill(os.getpid(), signal.SIGTERM)", "killed by SIGTERM")):
            with self.subTest(leave=leave):
                text = f"""
                    import os, signal, sys
                    def leave(n):
                        if n == 8000:
                            {leave}
                        return n
                    def run(n):
                        for i in range(n):
                            leave(i)
                    print("begin", flush=True)
                    run(9000)
                    """
                self.assert_same(text, hot=())


SECCOMP = """
    import ctypes, struct
    libc = ctypes.CDLL(None, use_errno=True)

    def forbid_executable_memory():
        '''mmap and mprotect with PROT_EXEC fail from here on: a BPF program for seccomp.'''
        def stmt(code, k): return struct.pack("HBBI", code, 0, 0, k)
        def jump(code, k, yes, no): return struct.pack("HBBI", code, yes, no, k)
        program = b"".join([
            stmt(0x20, 0),            # the number of the call
            jump(0x15, 9, 1, 0),      # mmap
            jump(0x15, 10, 0, 3),     # mprotect
            stmt(0x20, 32),           # its third argument
            jump(0x45, 4, 0, 1),      # PROT_EXEC
            stmt(0x06, 0x0005000d),   # EACCES
            stmt(0x06, 0x7fff0000)])  # allowed
        filter = ctypes.create_string_buffer(program)
        class Program(ctypes.Structure):
            _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]
        what = Program(len(program) // 8, ctypes.addressof(filter))
        if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.byref(what), 0, 0):
            raise SystemExit("no seccomp here")
    """


class Hostile(Case):
    """Rule 64 and row 14: the program runs as it does without Adder, with at most one line of notice."""

    def assert_at_most_a_notice(self, text, modes=MODES, **more):
        script = self.write(textwrap.dedent(SECCOMP) + textwrap.dedent(HOT) + textwrap.dedent(text))
        stock = self.run_in("m0", [script], **more)
        if "no seccomp" in stock.stderr:
            self.skipTest("no seccomp here")
        for mode in modes:
            with self.subTest(mode=mode):
                outcome = self.run_in(mode, [script], **more)
                self.assertEqual((outcome.stdout, outcome.status), (stock.stdout, stock.status), outcome.stderr)
                self.assertLessEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)
        return stock.stdout

    def test_no_executable_memory(self):
        script = self.write(textwrap.dedent(SECCOMP) + "forbid_executable_memory()\n" + textwrap.dedent(HOT) + "print(work(9000))\n")
        stock = self.run_in("m0", [script])
        if "no seccomp" in stock.stderr:
            self.skipTest("no seccomp here")
        self.assertEqual(stock.status, "0", stock.stderr)
        for mode in MODES:
            more = {"ADDER_MODULES": "-ctypes,-struct,__main__"}
            outcome = self.run_in(mode, [script], **more)
            self.assertEqual((outcome.stdout, outcome.status), (stock.stdout, stock.status), outcome.stderr)
            self.assertLessEqual(len(outcome.stderr.splitlines()), 1, outcome.stderr)

    def test_executable_memory_forbidden_later(self):
        self.assert_at_most_a_notice("""
            def other(n):
                return sum([i * 0.5 for i in range(n)])
            print(work(9000))
            forbid_executable_memory()
            print(work(9000), [other(20) for _ in range(3000)][-1])
            def third(n):
                total = 0
                while n:
                    total += n
                    n -= 1
                return total
            print(third(20000), work(9000))
            """)

    def test_closed_descriptors(self):
        self.assert_at_most_a_notice("""
            import os
            os.closerange(3, 100)
            print(work(9000), flush=True)
            """)

    def test_no_more_descriptors(self):
        self.assert_at_most_a_notice("""
            import resource
            resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
            def other(n):
                total = 0
                for i in range(n):
                    total += step(i)
                return total
            print(work(9000), other(9000))
            """)

    def test_no_more_processes(self):
        """No thread can be made for a compilation on a small stack."""
        self.assert_at_most_a_notice("""
            import resource, threading
            def depth(n):
                return 0 if n == 0 else 1 + depth(n - 1)
            def run():
                resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
                for _ in range(60):
                    depth(100)
                print(depth(300), work(6000))
            threading.stack_size(256 * 1024)
            thread = threading.Thread(target=run)
            thread.start()
            thread.join()
            """)

    def test_read_only_places(self):
        """No HOME, no TMPDIR, a current folder that is gone."""
        self.assert_at_most_a_notice("""
            import os, tempfile
            gone = tempfile.mkdtemp()
            os.chdir(gone)
            os.rmdir(gone)
            print(work(9000))
            """, HOME="/nonexistent", TMPDIR="/nonexistent")

    def test_little_memory_later(self):
        self.assert_at_most_a_notice("""
            import resource
            with open("/proc/self/statm") as file:
                used = int(file.read().split()[0]) * 4096
            resource.setrlimit(resource.RLIMIT_AS, (used + (24 << 20), used + (24 << 20)))
            def other(n):
                total = 0
                for i in range(n):
                    total += step(i)
                return total
            print(work(9000), other(9000))
            try:
                [0] * (10**9)
            except MemoryError:
                print("MemoryError")
            print(work(9000))
            """)


def main():
    harness.need_adder()
    return harness.run_unittest()


if __name__ == "__main__":
    sys.exit(main())
