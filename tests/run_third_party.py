#!/usr/bin/python3.11
"""Runs test suites of Debian's Python packages under the stock interpreter and under Adder, and compares
the result of every single test (comparison.py).

    tests/run_third_party.py                  all suites; called again it goes on where it was stopped
    tests/run_third_party.py numpy sympy      some
    tests/run_third_party.py --fresh          forget what earlier calls have found out

Installs what is missing with apt-get.  Tests that a binary package leaves out come from its source package;
it is unpacked to build/third_party/NAME-VERSION, where one may also put it by hand."""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import comparison
import harness

FOLDER = harness.ROOT / "build" / "third_party"
INSTALLED = Path("/usr/lib/python3/dist-packages")

# What pytest is made of, beside what any test runner uses: from m2 on it stays in the interpreter.
RUNNER = """
    _frozen_importlib* importlib importlib.* zipimport site os posixpath genericpath codecs encodings*
    abc argparse gettext locale re re.* enum sysconfig platform tempfile shutil subprocess selectors
    logging logging.* warnings linecache tokenize traceback inspect dis contextlib doctest pdb ast
    unittest unittest.* pathlib fnmatch typing dataclasses collections collections.*
    pytest _pytest _pytest.* pluggy* py py.* attr attr.* iniconfig* packaging* pkg_resources*
    """.split()


def read_pytest(text):
    """{test: outcome} of pytest -v."""
    names = {"PASSED": "ok", "FAILED": "FAIL", "ERROR": "ERROR", "SKIPPED": "skipped",
             "XFAIL": "expected failure", "XPASS": "unexpected success"}
    results = {}
    for name, outcome in re.findall(r"^(\S+::.+?) (" + "|".join(names) + r")(?= |$)", text, re.MULTILINE):
        base, number = name, 1
        while name in results:  # not every suite gives its tests different names
            number += 1
            name = f"{base} #{number}"
        results[name] = names[outcome]
    return results


def read_appliance(text):
    """{test: outcome} of PyYAML's own runner, which tells of failures once more at its end."""
    results = {name: "ok" for name in re.findall(r"^(\w+\(.*\))\.\.\.$", text, re.MULTILINE)}
    results.update(re.findall(r"^(\w+\(.*\)): (FAILURE|ERROR)$", text, re.MULTILINE))
    return results


@dataclass(frozen=True)
class Suite:
    """Where the tests of a package are, and which of them are run: each glob in a process."""

    packages: str
    globs: str
    folder: str = ""   # beneath INSTALLED, or within the source package
    source: str = ""   # the source package, if the tests are only there
    command: tuple = ("-m", "pytest", "-p", "no:cacheprovider", "-v")
    read: object = read_pytest
    path: str = ""     # of modules, within the source package


SUITES = {
    "jinja2": Suite("python3-pytest python3-jinja2", "tests/test_*.py", source="jinja2"),
    "html5lib": Suite("python3-pytest python3-pytest-expect python3-mock python3-html5lib python3-lxml "
                      "python3-genshi", "html5lib/tests/test_*.py html5lib/tests/testdata/tokenizer", source="html5lib"),
    "yaml": Suite("python3-yaml", "-v", source="pyyaml", command=("tests/lib/test_all.py",),
                  read=read_appliance, path="tests/lib"),
    "numpy": Suite("python3-pytest python3-numpy python3-hypothesis", """
        core/tests/test_numeric.py core/tests/test_arrayprint.py core/tests/test_einsum.py
        core/tests/test_records.py core/tests/test_overrides.py core/tests/test_indexing.py
        lib/tests/test_function_base.py lib/tests/test_format.py lib/tests/test_nanfunctions.py
        ma/tests/test_core.py polynomial/tests/test_p*.py""", "numpy"),
    "sympy": Suite("python3-pytest python3-sympy", """
        core/tests/test_expr.py core/tests/test_[s-z]*.py logic/tests/test_*.py sets/tests/test_sets.py
        polys/tests/test_d*.py combinatorics/tests/test_p*.py printing/tests/test_str.py
        utilities/tests/test_iterables.py""", "sympy"),
    "networkx": Suite("python3-pytest python3-networkx", """
        classes/tests/test_*.py algorithms/tests/test_[a-c]*.py algorithms/shortest_paths/tests/test_*.py
        algorithms/isomorphism/tests/test_*.py generators/tests/test_[a-j]*.py
        readwrite/tests/test_g*.py""", "networkx"),
}


def run_command(command, **more):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)


def install(packages):
    """Debian packages, if they are not there."""
    missing = [name for name in packages.split()
               if "install ok installed" not in subprocess.run(
                   ["dpkg-query", "-W", "-f", "${Status}", name], capture_output=True, text=True).stdout]
    if missing:
        run_command(["apt-get", "install", "-y", "--no-install-recommends", *missing])


def find_source(package):
    return next((path for path in sorted(FOLDER.glob(f"{package}-*")) if path.is_dir()), None)


def get_source(package):
    """The tree of a source package; the system's own list of sources stays as it is."""
    if find_source(package) is None:
        apt = FOLDER / "apt"
        (apt / "lists" / "partial").mkdir(parents=True, exist_ok=True)
        (apt / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
        listed = subprocess.run(
            ["apt-get", "indextargets", "--format", "deb-src $(REPO_URI) $(CODENAME) $(COMPONENT)",
             "Created-By: Packages", "Origin: Debian"], capture_output=True, text=True, check=True)
        (apt / "sources.list").write_text("".join(sorted(set(listed.stdout.splitlines(True)))))
        settings = {"Dir::Etc::SourceList": apt / "sources.list", "Dir::Etc::SourceParts": "/dev/null",
                    "Dir::State::Lists": apt / "lists", "Dir::Cache": apt / "cache"}
        command = ["apt-get", *(f"-o{name}={value}" for name, value in settings.items())]
        run_command([*command, "update"])
        run_command([*command, "source", package], cwd=FOLDER)
    return find_source(package)


def list_modules(name):
    """`SUITE/GLOB` of each process."""
    return [f"{name}/{glob}" for glob in SUITES[name].globs.split()]


def run_module(options, module, mode):
    name, _, glob = module.partition("/")
    suite = SUITES[name]
    root = find_source(suite.source) if suite.source else INSTALLED / suite.folder
    files = sorted(str(path) for path in root.glob(glob)) if "/" in glob else [glob]
    more = {"PYTHONPATH": str(root / suite.path)} if suite.path else {}
    if mode.name not in ("m0", "m1"):
        more["ADDER_MODULES"] = ",".join("-" + pattern for pattern in RUNNER)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="adder-third-party-") as folder:
        outcome = harness.run(mode, [*suite.command, *files], cwd=root if suite.source else folder,
                              timeout=options.timeout, TMPDIR=folder, HOME=folder, **more)
    comparison.save_output(options.output, module, mode, outcome)
    return comparison.make_record(module, mode, outcome, suite.read(outcome.stdout),
                                  time.monotonic() - start)


def run_suite(name, options):
    """(passed, failed) of one suite."""
    suite = SUITES[name]
    try:
        install(suite.packages)
        if suite.source:
            get_source(suite.source)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"FAIL {name}: cannot be had: {error}")
        return 0, 1
    modules = comparison.take_shard(list_modules(name), options)
    return comparison.Suite(name, lambda module, mode: run_module(options, module, mode), options).run(modules)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", default=list(SUITES), metavar="SUITE", help=", ".join(SUITES))
    parser.add_argument("--fresh", action="store_true", help="forget what is written down")
    comparison.add_arguments(parser, "m1,m2-spill", 900)
    parser.set_defaults(state=str(FOLDER / "results.jsonl"))
    options = parser.parse_args()
    unknown = set(options.suites) - set(SUITES)
    if unknown:
        parser.error(f"no such suite: {', '.join(sorted(unknown))}")
    return options


def main():
    options = parse_arguments()
    harness.need_adder()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if options.fresh:
        Path(options.state).unlink(missing_ok=True)
    totals = [run_suite(name, options) for name in options.suites]
    return harness.finish(sum(passed for passed, _ in totals), sum(failed for _, failed in totals))


if __name__ == "__main__":
    sys.exit(main())
