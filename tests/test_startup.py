#!/usr/bin/python3.11
"""The start of Python: everything a program can see of its configuration is the same under
/usr/bin/python3.11 and ./adder, for many command lines and environments."""

import errno
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import harness
from harness import ADDER, STOCK, clean_environment

DUMP = """
import sys, os, locale, warnings, gc, signal, builtins, io, site, __main__
try:
    import _testinternalcapi
    for part, values in sorted(_testinternalcapi.get_configs().items()):
        for name, value in sorted(values.items()):
            print(part, name, value)
except ImportError:
    pass
flags = {name: getattr(sys.flags, name) for name in dir(sys.flags) if not callable(getattr(sys.flags, name))}
print(sorted(flags.items(), key=str))
for name in ("argv", "orig_argv", "path", "executable", "prefix", "exec_prefix", "base_prefix",
             "_base_executable", "warnoptions", "_xoptions", "dont_write_bytecode", "pycache_prefix",
             "platlibdir", "version", "hexversion", "implementation", "abiflags", "byteorder",
             "float_info", "hash_info", "int_info", "thread_info", "meta_path", "path_hooks",
             "builtin_module_names", "tracebacklimit", "ps1", "api_version", "_git", "_framework"):
    print(name, str(getattr(sys, name, "missing")).replace("'adder', ", ""))
print(sorted(name for name in sys.modules if name not in ("adder",)))
print(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.getdefaultencoding(),
      locale.getpreferredencoding(False), locale.setlocale(locale.LC_CTYPE))
for stream in (sys.stdin, sys.stdout, sys.stderr):
    print(stream.encoding, stream.errors, stream.line_buffering, stream.write_through, stream.name,
          stream.mode, type(stream.buffer).__name__)
print(warnings.filters, warnings.showwarning)
print({name: value for name, value in os.environ.items()
       if name.startswith(("PYTHON", "LC_", "LANG"))})
print([signal.getsignal(number) for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGTERM)])
print(__name__, __package__, type(__loader__).__name__, __spec__, globals().get("__file__"),
      globals().get("__cached__"), sorted(vars(__main__)), builtins.__debug__)
print(gc.get_threshold(), gc.isenabled(), sys.getrecursionlimit(), sys.getswitchinterval(),
      sys.gettrace(), sys.getprofile(), sys.get_int_max_str_digits())
print(site.ENABLE_USER_SITE, site.USER_SITE, __file__ if "__file__" in globals() else None)
assert True
"""

LINES = [
    [], ["-I"], ["-E"], ["-s"], ["-S"], ["-P"], ["-O"], ["-OO"], ["-B"], ["-u"], ["-b"], ["-bb"],
    ["-d"], ["-q"], ["-R"], ["-Es"], ["-ISB"], ["-X", "dev"], ["-Xdev"],
    ["-X", "utf8"], ["-X", "utf8=0"], ["-X", "tracemalloc"],
    ["-X", "faulthandler"], ["-X", "showrefcount"], ["-X", "int_max_str_digits=1000"],
    ["-X", "frozen_modules=off"], ["-X", "no_debug_ranges"], ["-X", "pycache_prefix=/nowhere"],
    ["-X", "warn_default_encoding"], ["-X", "anything=else"], ["-W", "error"], ["-Wignore"],
    ["-W", "error::DeprecationWarning", "-W", "once"], ["--check-hash-based-pycs", "always"],
]
ENVIRONMENTS = [
    {"PYTHONPATH": "/one:/two"}, {"PYTHONHOME": "/usr"}, {"PYTHONOPTIMIZE": "2"},
    {"PYTHONDONTWRITEBYTECODE": "x"}, {"PYTHONUTF8": "1"}, {"PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "latin-1:replace"}, {"PYTHONWARNINGS": "error,default"},
    {"PYTHONDEVMODE": "1"}, {"PYTHONNOUSERSITE": "1"}, {"PYTHONUNBUFFERED": "1"},
    {"PYTHONHASHSEED": "17"}, {"PYTHONSAFEPATH": "1"}, {"PYTHONPLATLIBDIR": "lib64"},
    {"PYTHONCOERCECLOCALE": "0", "LC_ALL": ""}, {"LC_ALL": "C"}, {"LANG": "C"},
    {"PYTHONCOERCECLOCALE": "warn", "LC_ALL": "", "LANG": "C"}, {"LC_ALL": "POSIX"},
    {"LC_ALL": "C.UTF-8"}, {"LANG": "de_DE.UTF-8"}, {"LC_ALL": "no_such_locale"},
    {"PYTHONMALLOC": "malloc"}, {"PYTHONMALLOC": "debug"}, {"PYTHONTRACEMALLOC": "3"},
    {"PYTHONFAULTHANDLER": "1"}, {"PYTHONINTMAXSTRDIGITS": "2000"}, {"PYTHONVERBOSE": ""},
    {"PYTHONEXECUTABLE": "/somewhere/python"}, {"__PYVENV_LAUNCHER__": "/somewhere/else"},
    {"PYTHONPYCACHEPREFIX": "/nowhere"}, {"PYTHONNODEBUGRANGES": "1"}, {"PYTHONBREAKPOINT": "0"},
]
BAD = [
    ["-Z"], ["--nonsense"], ["-X"], ["-W"], ["-c"], ["-m"], ["-X", "int_max_str_digits=x"],
    ["-X", "tracemalloc=x"], ["-X", "utf8=7"], ["-X", "frozen_modules=maybe"], ["-W", "nonsense"],
    ["--check-hash-based-pycs", "sometimes"], ["--check-hash-based-pycs"], ["no_such_file"],
    ["-m", "no_such_module"], ["-m", "os.path.nothing"], ["-c", "1 +"], ["/"], ["-J"],
]
BAD_ENVIRONMENTS = [
    {"PYTHONHASHSEED": "nonsense"}, {"PYTHONUTF8": "7"}, {"PYTHONMALLOC": "nonsense"},
    {"PYTHONHOME": "/nonexistent"}, {"PYTHONINTMAXSTRDIGITS": "5"}, {"PYTHONTRACEMALLOC": "x"},
    {"PYTHONIOENCODING": "no-such-encoding"},
]


ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def run(argv, stdin="", cwd=None, **env):
    done = subprocess.run(argv, input=stdin.encode(), capture_output=True, timeout=60, cwd=cwd,
                          env={**clean_environment(), **env})
    return (*(ADDRESS.sub("0x...", text.decode(errors="replace"))
              for text in (done.stdout, done.stderr)), done.returncode)


class Case(unittest.TestCase):
    maxDiff = 3000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="adder-startup-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.script = self.folder / "dump.py"
        self.script.write_text(DUMP, encoding="utf-8")

    def assert_same(self, *arguments, stdin="", **env):
        stock = run([STOCK, *arguments], stdin, self.folder, **env)
        adder = run([ADDER, *arguments], stdin, self.folder, **env)
        self.assertEqual([part.splitlines() for part in stock[:2]],
                         [part.splitlines() for part in adder[:2]])
        self.assertEqual(stock[2], adder[2])
        return stock


class Configuration(Case):
    def test_command_lines(self):
        for line in LINES:
            with self.subTest(line=line):
                stdout, _, status = self.assert_same(*line, str(self.script), "a", "-b", "--c=d")
                self.assertEqual(status, 0)
                self.assertIn("dont_write_bytecode", stdout)

    def test_environments(self):
        for env in ENVIRONMENTS:
            with self.subTest(env=env):
                self.assert_same("dump.py", "a", **env)
                self.assert_same("-E", "dump.py", "a", **env)

    def test_bad_environments(self):
        for env in BAD_ENVIRONMENTS:
            with self.subTest(env=env):
                self.assert_same("-c", "print(1)", **env)

    def test_ways_to_give_a_program(self):
        (self.folder / "package").mkdir()
        (self.folder / "package" / "__main__.py").write_text(DUMP, encoding="utf-8")
        self.assert_same("-m", "dump", "-x", "y")
        self.assert_same("-Om", "dump")
        self.assert_same("-m", "package", "--adder-log=compile")
        self.assert_same("package", "x")
        self.assert_same("-c", DUMP, "-c", "--help")
        self.assert_same("-Sc", DUMP, "-h")
        self.assert_same("-c" + DUMP)
        self.assert_same("-", "-V", stdin=DUMP)
        self.assert_same(stdin=DUMP)
        self.assert_same("--", "dump.py", "-h")
        self.assert_same("./dump.py", "-h", "--adder-log=all")
        self.assert_same("-x", "dump.py")

    def test_odd_arguments(self):
        program = "import sys; print(ascii(sys.argv), ascii(sys.orig_argv))"
        self.assert_same("-c", program, "", " ", "a b", "\n", "ünïcode", "--", "-", "'\"\\")
        self.assert_same("-c", program, b"\xff\xfe", LC_ALL="C")
        self.assert_same("-c", program, *(["x" * 1000] * 500))

    def test_bad_arguments(self):
        for line in BAD:
            with self.subTest(line=line):
                self.assert_same(*line)

    def test_version_and_help(self):
        for line in (["-V"], ["-VV"], ["--version"], ["--help-env"], ["--help-xoptions"]):
            with self.subTest(line=line):
                self.assert_same(*line)
        for line in (["-h"], ["--help"], ["-?"], ["-Bh"], ["-S", "-h", "x"]):
            with self.subTest(line=line):
                stock, adder = (run([launcher, *line]) for launcher in (STOCK, ADDER))
                self.assertEqual(adder[0][:len(stock[0])], stock[0])
                self.assertIn("ADDER_LOG", adder[0])
                self.assertEqual(adder[1:], stock[1:])


class Launcher(Case):
    def test_own_options_become_environment(self):
        program = "import os, sys; print(os.environ.get('ADDER_LOG'), sys.orig_argv[1:])"
        for line in (["--adder-log=compile", "-S"], ["-S", "--adder-log=compile"],
                     ["-W", "ignore", "--adder-log=compile"]):
            with self.subTest(line=line):
                stdout, stderr, status = run([ADDER, *line, "-c", program, "--adder-log=x"])
                self.assertEqual((stderr, status), ("", 0))
                rest = [word for word in line if not word.startswith("--adder")]
                self.assertEqual(stdout, f"compile {[*rest, '-c', program, '--adder-log=x']}\n")

    def test_option_without_value_is_1(self):
        stdout, _, _ = run([ADDER, "--adder-strict", "-c", "import os; print(os.environ['ADDER_STRICT'])"])
        self.assertEqual(stdout, "1\n")

    def test_an_existing_preload_is_kept(self):
        program = "import os; print(os.environ['LD_PRELOAD'])"
        stdout, stderr, status = run([ADDER, "-c", program], LD_PRELOAD="libm.so.6")
        self.assertEqual((stderr, status), ("", 0))
        self.assertRegex(stdout, r"^libm\.so\.6:/.*/adder_preload\.so\n$")

    def test_switched_off_is_stock(self):
        program = "import os, sys; print(os.environ.get('LD_PRELOAD'), 'adder' in sys.builtin_module_names)"
        self.assertEqual(run([ADDER, "-c", program], ADDER="0"), ("None False\n", "", 0))

    def test_other_programs_are_untouched(self):
        program = ("import subprocess\n"
                   "for words in (['true'], ['sh', '-c', 'echo $ADDER; exit 3'], ['false']):\n"
                   "    print(subprocess.run(words, capture_output=True))\n")
        stdout, stderr, status = run([ADDER, "-c", program])
        self.assertEqual((stderr, status), ("", 0))
        self.assertIn("stdout=b'1\\n', stderr=b''", stdout)

    def test_virtual_environment(self):
        venv = self.folder / "venv"
        subprocess.run([STOCK, "-m", "venv", "--without-pip", str(venv)], check=True)
        program = "import sys; print(sys.prefix, sys.executable, sys.path, sys.orig_argv)"
        stock = run([str(venv / "bin/python3.11"), "-c", program])
        adder = run([ADDER, "-c", program], VIRTUAL_ENV=str(venv))
        self.assertEqual(stock, adder)
        self.assertIn(str(venv), stock[0])

    def test_installed_before_user_code(self):
        """Code of a sitecustomize, even, runs in the loop that compiles."""
        (self.folder / "sitecustomize.py").write_text("import adder; print(adder.is_enabled())")
        stdout, stderr, status = run([ADDER, "-c", "pass"], PYTHONPATH=str(self.folder))
        self.assertEqual((stdout, stderr, status), ("True\n", "", 0))


def terminal(launcher, *arguments, keys=(b"1 + 1\n", b"import sys; sys.exit(5)\n")):
    """What a terminal shows of an interactive run, and its status."""
    pid, master = pty.fork()
    if pid == 0:
        environment = clean_environment(TERM="dumb", PYTHONSTARTUP="", INPUTRC="/dev/null",
                                        HOME="/nonexistent")
        os.execve(launcher, [launcher, *arguments], environment)
    shown, todo, end = b"", list(keys), time.monotonic() + 20
    while time.monotonic() < end:
        ready = select.select([master], [], [], 0.2)[0]
        if ready:
            try:
                data = os.read(master, 4096)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                break
            if not data:
                break
            shown += data
        elif todo and shown.rstrip().endswith((b">>>", b"...")):
            os.write(master, todo.pop(0))
    os.close(master)
    return shown, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class Terminal(Case):
    def test_prompt(self):
        stock, adder = terminal(STOCK, "-q"), terminal(ADDER, "-q")
        self.assertEqual(stock, adder)
        self.assertEqual(stock[1], 5)

    def test_header(self):
        self.assertEqual(terminal(STOCK), terminal(ADDER))

    def test_inspect_after_error(self):
        self.assertEqual(terminal(STOCK, "-i", "-c", "1 / 0"), terminal(ADDER, "-i", "-c", "1 / 0"))

    def test_control_c_and_d(self):
        keys = (b"x = 1\n", b"\x03", b"\x04")
        self.assertEqual(terminal(STOCK, "-q", keys=keys), terminal(ADDER, "-q", keys=keys))


if __name__ == "__main__":
    harness.need_adder()
    sys.exit(harness.run_unittest())
