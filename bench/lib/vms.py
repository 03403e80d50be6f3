"""The virtual machines that can be measured, as data."""

import shutil
import subprocess
import sys
from dataclasses import dataclass, field

from lib.languages import LANGUAGES
from lib.programs import ROOT

STOCK = "/usr/bin/python3.11"


@dataclass(frozen=True)
class Vm:
    """How to start a VM. `language` decides which file of a program it runs; `package` is Debian's."""

    name: str
    argv: tuple
    language: str = "python"
    env: dict = field(default_factory=dict)
    package: str = ""
    about: str = ""


KNOWN = {vm.name: vm for vm in (
    Vm("stock", (STOCK,), package="python3.11", about="CPython as Debian ships it"),
    Vm("adder", (str(ROOT / "adder"),), about="the same with Adder"),
    Vm("adder-off", (str(ROOT / "adder"),), env={"ADDER": "0"}, about="Adder there, switched off"),
    Vm("adder-sync", (str(ROOT / "adder"),), env={"ADDER_SYNC": "1"},
       about="Adder, compiling on the spot"),
    Vm("pypy", ("pypy3",), package="pypy3", about="PyPy"),
    Vm("pypy-nojit", ("pypy3", "--jit", "off"), package="pypy3", about="PyPy, interpreting only"),
    Vm("jython", ("jython",), package="jython", about="Jython (Python 2.7: most programs refuse)"),
    Vm("c", ("gcc",), language="c", package="gcc", about="C, gcc -O2"),
    Vm("lua", ("lua5.4",), language="lua", package="lua5.4", about="PUC Lua"),
    Vm("luajit", ("luajit",), language="lua", package="luajit", about="LuaJIT"),
    Vm("java", ("java",), language="java", package="default-jdk-headless", about="HotSpot"),
    Vm("ruby", ("ruby",), language="ruby", package="ruby", about="CRuby"),
)}
DEFAULT = ("stock", "adder", "pypy")


def parse(item):
    """A name of the table, or NAME=COMMAND, whose words may begin with VARIABLE=VALUE."""
    name, _, command = item.partition("=")
    if not command:
        if name not in KNOWN:
            raise SystemExit(f"unknown VM {name!r}: use one of {', '.join(KNOWN)}, or name=command")
        return KNOWN[name]
    words, env = command.split(), {}
    while words and "=" in words[0] and not words[0].startswith(("/", "-")):
        variable, _, value = words.pop(0).partition("=")
        env[variable] = value
    return Vm(name, tuple(words), env=env)


def starts(vm):
    """None, or why the VM cannot be used here."""
    language = LANGUAGES[vm.language]
    missing = [tool for tool in language.needs if not shutil.which(tool)]
    if missing:
        return f"no {missing[0]}"
    probe = ("-c", "pass") if vm.language == "python" else language.probe
    try:
        subprocess.run([*vm.argv, *probe], check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    return None


def find(wanted, install=False):
    """{name: Vm} of those that start; the others are named on standard error, and left out."""
    found = {}
    for item in wanted or DEFAULT:
        vm = parse(item)
        why = starts(vm)
        if why and install and vm.package:
            subprocess.run(["apt-get", "install", "-y", "-q", vm.package], capture_output=True)
            why = starts(vm)
        if why:
            remedy = f" (package {vm.package}; --install)" if vm.package else ""
            print(f"{vm.name} left out, it does not start: {why}{remedy}", file=sys.stderr)
            continue
        found[vm.name] = vm
    return found
