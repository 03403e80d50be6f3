#!/usr/bin/python3.11
"""What compiled code has proven about classes, instances, modules, globals, dicts and functions is changed
under it, between calls and in the middle of a loop, from a callee or from inside an operator: no stale value is
ever read.

(Semantics rules 25, 27, 29, 30, 31, 32, 34, 39, 45 and 54; test matrix row 8.)  Each case is a subject, a change to it and
a place from where the change is made; SUBJECTS and PLACES are the tables.  One process runs all cases of a
subject, and says of each whether its function was compiled."""

import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

import harness

# name -> (statements that set it up, the expression that is read, changes)
SUBJECTS = {
    "class attribute": ("class A:\n    x = 1\nclass C(A): pass\nclass D(A):\n    x = 'D'\no = C()", "o.x", [
        "A.x = 2", "C.x = 3", "o.x = 4", "del A.x", "A.x = property(lambda self: 'property')", "o.__class__ = D",
        "C.__bases__ = (D,)", "o.__dict__['x'] = 5", "o.__dict__ = {'x': 6}",
        "C.__getattribute__ = lambda self, name: 'getattribute ' + name",
        "del A.x; A.__getattr__ = lambda self, name: 'getattr ' + name", "A.x = 1.5; A.x = 'twice'"]),
    "instance attribute": (
        "class C:\n    def __init__(self):\n        self.a = 0\n        self.x = 1\nclass D(C):\n    x = property(lambda self: 'D')\n"
        "o = C()", "o.x", [
            "o.x = 2", "o.x = 2.5", "del o.x", "C.x = property(lambda self: 'property')", "C.x = 'class'",
            "del o.x; C.x = 'class'", "o.__class__ = D", "o.__dict__ = {'x': 'other dict'}", "vars(o)['x'] = 'vars'",
            "del o.__dict__", "del o.a; o.a = 3; o.x = 'later'", "[setattr(o, f'n{i}', i) for i in range(40)]; o.x = 'many'",
            "vars(o)[1] = 2; o.x = 'general'", "o.__dict__.clear()", "C.__getattribute__ = lambda self, name: name * 2"]),
    "slots": (
        "class C:\n    __slots__ = ('x', 'y')\nclass D:\n    __slots__ = ('x', 'y')\no = C()\no.x = 1\no.y = 2", "o.x", [
            "o.x = 2", "del o.x", "C.x = 5", "C.x = D.y", "C.x = C.y", "o.__class__ = D", "del C.x",
            "C.__getattribute__ = lambda self, name: name"]),
    "method": (
        "class A:\n    def f(self, k=1):\n        return 'A.f', k\nclass C(A): pass\nclass D:\n    def f(self):\n        return 'D.f'\n"
        "o = C()", "o.f()", [
            "A.f = lambda self: 'lambda'", "C.f = lambda self: 'C.f'", "o.f = lambda: 'instance'", "del A.f", "C.__bases__ = (D,)",
            "o.__class__ = D", "A.f = staticmethod(lambda: 'static')", "A.f = classmethod(lambda cls: cls.__name__)",
            "A.f = property(lambda self: lambda: 'from property')", "A.f.__code__ = (lambda self, k: ('code', k)).__code__",
            "A.f.__defaults__ = (2,)", "A.f.__defaults__ = None", "A.f = str", "A.f = 5", "o.__dict__['f'] = dict"]),
    "property": (
        "class C:\n    @property\n    def x(self):\n        return self.y\no = C()\no.y = 1", "o.x", [
            "C.x = 2", "C.x = C.x.getter(lambda self: 'getter')", "o.__dict__['x'] = 'hidden'", "del C.x", "o.y = 3", "del o.y",
            "C.y = property(lambda self: 'inner')", "C.x = classmethod(lambda cls: 1)"]),
    "descriptor": (
        "class Get:\n    def __get__(self, o, t):\n        return 'get'\nclass Data(Get):\n    def __set__(self, o, v): pass\n"
        "class C:\n    x = Get()\no = C()", "o.x", [
            "o.x = 'instance'", "C.x = Data()", "Get.__get__ = lambda self, o, t: 'new get'", "del Get.__get__",
            "o.x = 'instance'; Get.__set__ = lambda self, o, v: None", "vars(C)['x'].__class__ = Data", "del C.x", "C.x = Get"]),
    "metaclass": (
        "class M(type):\n    m = 'meta'\n    def f(cls):\n        return 'M.f'\nclass N(type):\n    m = 'N'\n    def f(cls):\n        return 'N.f'\n"
        "class C(metaclass=M): pass", "(C.m, C.f())", [
            "C.m = 'class'", "M.m = 'changed'", "M.m = property(lambda cls: 'property')", "del M.m", "C.__class__ = N",
            "M.f = lambda cls: 'new'", "C.f = staticmethod(lambda: 'static')", "M.__getattribute__ = lambda cls, name: str"]),
    "construction": (
        "class C:\n    def __init__(self, x):\n        self.x = x\nclass D:\n    def __init__(self, x):\n        self.x = 'D'", "vars(C(1))", [
            "C.__init__ = D.__init__", "C.__new__ = lambda cls, x: D(x)", "del C.__init__", "C = D",
            "C.__init__.__code__ = D.__init__.__code__", "C.__init__.__defaults__ = (1,)", "C.__setattr__ = lambda *a: None",
            "C.x = property(lambda self: 1, lambda self, v: self.__dict__.update(set=v))"]),
    "special method": (
        "class A:\n    def __add__(self, other):\n        return 'add'\n    def __len__(self):\n        return 3\n    def __getitem__(self, i):\n"
        "        return 'item'\nclass C(A): pass\no = C()", "(o + 1, len(o), o[0])", [
            "A.__add__ = lambda self, other: 'new add'", "C.__add__ = lambda self, other: NotImplemented", "del A.__add__",
            "A.__len__ = lambda self: 4", "del A.__len__", "A.__len__ = lambda self: -1", "C.__getitem__ = lambda self, i: 'C'",
            "o.__add__ = 5", "C.__bases__ = (type('E', (A,), {'__len__': lambda self: 5}),)", "A.__getitem__ = None"]),
    "global": ("x = 1\ndef f(): return 'f'\ndef g(): return 'g'", "(x, f())", [
        "globals()['x'] = 2", "globals().update(x=2.5)", "del globals()['x']", "globals()['f'] = g", "f.__code__ = g.__code__",
        "globals()['f'] = 5", "globals()[5] = 6; globals()['x'] = 'odd key'", "globals().pop('f')"]),
    "builtin": ("import builtins\nitems = [1, 2]", "(len(items), abs(-1))", [
        "globals()['len'] = lambda o: 'shadow'", "builtins.len = lambda o: 'replaced'", "del builtins.abs",
        "globals()['abs'] = str", "builtins.abs = None", "vars(builtins).update(len=id.__class__)"]),
    "module": (
        "import types\nm = types.ModuleType('m')\nm.x = 1\nm.f = lambda: 'f'\nclass Lazy(types.ModuleType):\n"
        "    x = property(lambda self: 'lazy')", "(m.x, m.f())", [
            "m.x = 2", "del m.x", "m.__class__ = Lazy", "m.__getattr__ = lambda name: 'PEP 562'; del m.x", "vars(m)['x'] = 3",
            "vars(m).clear()", "m.f = lambda: 'new'", "globals()['m'] = Lazy('n')", "vars(m)[1] = 1; m.x = 'odd key'"]),
    "dict": ("d = {'x': 1, 'y': 2}\nclass E(dict):\n    def __missing__(self, key): return 'missing'", "d['x']", [
        "d['x'] = 2", "del d['x']", "d.clear(); d.update(x=3)", "d.pop('y'); d['z'] = 1", "[d.update({i: i}) for i in range(50)]",
        "globals()['d'] = E()", "globals()['d'] = E(x=5)", "d['x'] = 1.5", "globals()['d'] = ['list']"]),
    "list": ("a = [1, 2, 3]\nk = 1\nclass L(list):\n    def __getitem__(self, i): return 'L'", "a[k]", [
        "a[1] = 1.5", "a.clear()", "del a[1]", "a[:] = ['new', 'slice']", "a.insert(0, 'front')", "globals()['a'] = L(a)",
        "globals()['a'] = (7, 8)", "globals()['k'] = -1", "globals()['k'] = True", "globals()['k'] = 10**30", "a.extend(range(1000))"]),
    "function": (
        "def f(x=1, *, k=2): return x, k\ndef h(x, y=5): return 'h', x, y\ndef w(x=3, *, k=4): return 'w', x, k", "f()", [
            "f.__defaults__ = (9,)", "f.__kwdefaults__ = {'k': 8}", "f.__kwdefaults__ = None", "f.__defaults__ = None",
            "f.__code__ = w.__code__", "f.__code__ = h.__code__", "f.__kwdefaults__['k'] = 7", "globals()['f'] = dict",
            "f.__dict__['x'] = 1"]),
    "closure": (
        "def make():\n    v = 1\n    def get(): return v\n    def set(n):\n        nonlocal v\n        v = n\n    def drop():\n        nonlocal v\n        del v\n"
        "    return get, set, drop\nget, set_, drop = make()", "get()", [
            "set_(2)", "set_(2.5)", "drop()", "get.__closure__[0].cell_contents = 'cell'", "del get.__closure__[0].cell_contents",
            "globals()['get'] = make()[0]; make()[1](5)"]),
    "isinstance": (
        "import abc\nclass B(abc.ABC): pass\nclass C: pass\nclass D(B): pass\no = C()", "(isinstance(o, B), isinstance(o, C), type(o) is C)", [
            "B.register(C)", "o.__class__ = D", "globals()['B'] = (int, C)", "C.__class__ = abc.ABCMeta",
            "globals()['C'] = object", "B.__subclasshook__ = classmethod(lambda cls, other: True)"]),
    "callable": (
        "class C:\n    def __call__(self, n): return 'call', n\nclass D:\n    def __call__(self, n): return 'D', n\no = C()", "o(1)", [
            "C.__call__ = lambda self, n: 'new'", "o.__class__ = D", "o.__call__ = 5", "del C.__call__",
            "C.__call__ = staticmethod(lambda n: 'static')", "C.__call__.__code__ = (lambda s, n: 'code').__code__"]),
    "iteration": (
        "class I:\n    def __iter__(self): return iter((1, 2))\nclass J:\n    def __iter__(self): return iter('J')\no = I()\nt = [1, 2, 3]",
        "([v for v in o], [v for v in t])", [
            "I.__iter__ = lambda self: iter('new')", "o.__class__ = J", "del I.__iter__", "t.append(4)", "globals()['t'] = {5: 6}",
            "I.__iter__ = None", "globals()['o'] = (9, 8)"]),
}

# name -> the statement in the middle of the loop; `probe` makes the change in its operator, when armed
PLACES = {
    "between calls": "pass",
    "callee": "probe.act()",
    "__eq__": "probe == 1",
    "__del__": "victim = None",
    "__index__": "(1, 2, 3)[probe]",
    "__hash__": "probe in {1: 2}",
    "__bool__": "1 if probe else 2",
    "__add__": "probe + 1",
    "__getattr__": "probe.missing",
    "__iter__": "[*probe]",
    "__format__": "f'{probe}'",
    "__contains__": "3 in probe",
    "__lt__": "probe < 5",
    "__setitem__": "probe[1] = 2",
    "__call__": "probe()",
    "__exit__": "with probe: pass",
}
ALWAYS = ("between calls", "callee")
MORE = 1  # other places for each change, in turn

RUNNER = '''
import re
import sys
try:
    import adder
except ImportError:
    adder = None

PROBE = """
class Probe:
    armed = False
    def act(self):
        if Probe.armed:
            Probe.armed = False
            change()
        return 0
    def __eq__(self, other): return self.act() == 1
    def __index__(self): return self.act()
    def __hash__(self): return self.act()
    def __bool__(self): return self.act() == 0
    def __add__(self, other): return self.act()
    def __getattr__(self, name): return self.act()
    def __iter__(self): return iter((self.act(),))
    def __format__(self, how): return str(self.act())
    def __contains__(self, item): return self.act() == 1
    def __lt__(self, other): return self.act() == 1
    def __setitem__(self, key, value): self.act()
    def __call__(self): return self.act()
    def __enter__(self): return self
    def __exit__(self, *error): self.act()
class Victim:
    def __init__(self, act): self.act = act
    def __del__(self): self.act()
"""
WORK = """
def work(n, due):
    probe = Probe()
    out = []
    victim = None
    for i in range(n):
        before = {read}
        if i == due:
            Probe.armed = True
            victim = Victim(probe.act) if {victim} else None
        {place}
        after = {read}
        if i >= due:
            out.append((before, after))
    return out
def change():
    global C
    {change}
"""

def attempt(work, *arguments):
    try:
        return re.sub(" at 0x[0-9a-f]+", "", str(work(*arguments)))
    except Exception as error:
        return f"{type(error).__name__}: {error}"

def run(setup, read, place, statement, change):
    names = {"__name__": "__main__", "__builtins__": __builtins__}
    exec(setup, names)
    exec(PROBE, names)
    text = WORK.replace("{read}", read).replace("{place}", statement).replace("{change}", change)
    exec(text.replace("{victim}", str(place == "__del__")), names)
    work = names["work"]
    for _ in range(6):
        warm = attempt(work, 40, 100)
    compiled = adder is not None and adder.is_compiled(work)
    if place == "between calls":
        attempt(names["change"])
        changed = attempt(work, 2, 0)
    else:
        changed = attempt(work, 4, 2)
    return compiled, [warm, changed, attempt(work, 3, 1), attempt(work, 3, 1)]

import builtins
stock = dict(builtins.__dict__)
compiled = 0
for number, case in enumerate(CASES):
    was_compiled, results = run(*case)
    builtins.__dict__.update(stock)
    compiled += was_compiled
    print(number, *results, sep=" | ")
if adder is not None:
    print("compiled", compiled)
'''


def cases_of(subject):
    """[(setup, read, place, statement, change)]"""
    setup, read, changes = SUBJECTS[subject]
    others = [place for place in PLACES if place not in ALWAYS]
    turn = 3 * list(SUBJECTS).index(subject)
    cases = []
    for change in changes:
        places = list(ALWAYS)
        for _ in range(MORE):
            places.append(others[turn % len(others)])
            turn += 1
        cases += [(setup, read, place, PLACES[place], change) for place in places]
    return cases


class Mutations(unittest.TestCase):
    maxDiff = 2000
    MODES = {"spill": "spill", "stress": "stackmap"}  # and their carriers

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="adder-mutations-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def mode(self, name):
        settings = {"ADDER_SYNC": "1", "ADDER_THRESHOLD": "4,60", "ADDER_MODULES": "__main__",
                    "ADDER_DEOPT": self.MODES[name]}
        if name == "stress":
            settings["ADDER_STRESS"] = "deopt:3"
        return harness.Mode(name, (harness.ADDER,), tuple(settings.items()))

    def check(self, subject):
        cases = cases_of(subject)
        (self.folder / "program.py").write_text(f"CASES = {cases!r}\n{RUNNER}", encoding="utf-8")
        stock = harness.run(harness.make_modes()[0], ["program.py"], cwd=self.folder)
        expected = stock.stdout.splitlines()
        self.assertEqual((len(expected), stock.status), (len(cases), "0"), stock.stderr)
        for name in self.MODES:
            outcome = harness.run(self.mode(name), ["program.py"], cwd=self.folder, timeout=300)
            *lines, last = outcome.stdout.splitlines() or [""]
            for number, (_, read, place, _, change) in enumerate(cases):
                with self.subTest(mode=name, read=read, place=place, change=change):
                    self.assertEqual(lines[number] if number < len(lines) else "", expected[number])
            with self.subTest(mode=name):
                self.assertEqual((outcome.stderr, outcome.status), (stock.stderr, "0"))
                if name != "stress":
                    self.assertGreaterEqual(int(last.removeprefix("compiled ")), len(cases) * 9 // 10, last)

    def test_the_table_is_large(self):
        self.assertGreaterEqual(sum(len(cases_of(subject)) for subject in SUBJECTS), 200)


def add_tests():
    for subject in SUBJECTS:
        def test(self, subject=subject):
            self.check(subject)
        setattr(Mutations, "test_" + subject.replace(" ", "_"), test)


add_tests()


def main():
    harness.need_adder()
    return harness.run_unittest()


if __name__ == "__main__":
    sys.exit(main())
