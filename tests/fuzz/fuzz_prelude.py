"""What every generated program imports: it runs calls, shows values, and looks at frames.

Runs in the interpreter in all modes; only the programs themselves are compiled."""

import re
import sys
import types

LOG = []
TICKS = 4000
ticks = TICKS


class OutOfTicks(BaseException):
    """The program has run long enough; its handlers do not catch this."""


def tick():
    """Stands in each loop that might not end by itself."""
    global ticks
    ticks -= 1
    if ticks <= 0:
        raise OutOfTicks


def show(value, depth=3):
    """The value as text without addresses."""
    kind = type(value)
    if value is None or kind in (int, float, bool, str, complex, bytes, range):
        text = re.sub(r"\b0x[0-9a-f]{6,}", "0x", repr(value))
        return text if len(text) < 200 else f"{text[:90]}...{text[-90:]} ({len(text)})"
    if depth == 0:
        return kind.__name__
    if kind in (list, tuple, set, frozenset):
        items = [show(item, depth - 1) for item in list(value)[:60]]
        return f"{kind.__name__}{len(value)}({', '.join(items)})"
    if kind is dict:
        items = [f"{show(k, depth - 1)}: {show(v, depth - 1)}" for k, v in list(value.items())[:60]]
        return "{" + ", ".join(items) + "}"
    if getattr(kind, "fields", None):
        fields = [f"{name}={show(getattr(value, name, None), depth - 1)}" for name in kind.fields]
        return f"{kind.__name__}({', '.join(fields)})"
    return kind.__name__


def where(error):
    """The traceback as (function, line, column) and the chain of contexts."""
    steps = []
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename.startswith("<fuzz"):
            positions = list(code.co_positions())[traceback.tb_lasti // 2]
            steps.append(f"{code.co_name}:{traceback.tb_lineno}:{positions[2]}")
        traceback = traceback.tb_next
    if steps and isinstance(error, UnboundLocalError):
        steps.pop()  # in the stock loop it depends on whether a superinstruction has been made yet
    chain = []
    context = error.__context__
    while context is not None and len(chain) < 5:
        chain.append(type(context).__name__)
        context = context.__context__
    return " ".join(steps + (["<-"] + chain if chain else []))


def describe(error):
    """The exception as text; warm() compares, so no addresses."""
    text = re.sub(r"\b0x[0-9a-f]{6,}", "0x", str(error))
    return f"{type(error).__name__}: {text} {where(error)}"


def call(name, function, *args, **kwargs):
    """Calls and prints what came of it."""
    global ticks
    ticks = TICKS
    try:
        outcome = show(function(*args, **kwargs))
    except OutOfTicks:
        outcome = "out of ticks"
    except RecursionError:
        outcome = "RecursionError"
    except Exception as error:
        outcome = describe(error)
    print(name, outcome, *LOG)
    LOG.clear()


def warm(name, times, function, *args):
    """Calls many times; prints each outcome that differs from the one before."""
    global ticks
    before = None
    for turn in range(times):
        ticks = TICKS
        try:
            got = function(*args)
            if isinstance(got, types.GeneratorType):
                got = list(zip(got, range(50)))
            outcome = show(got)
            got = None
        except OutOfTicks:
            outcome = "out of ticks"
        except RecursionError:
            outcome = "RecursionError"
        except Exception as error:
            outcome = describe(error)
        outcome = " ".join([outcome, *LOG])
        LOG.clear()
        if outcome != before:
            print(name, turn, outcome)
            before = outcome


def log(value):
    if len(LOG) < 100:
        LOG.append(show(value))
    return value


def look():
    """The caller's locals and the lines of all frames of the program."""
    frame = sys._getframe(1)
    names = [f"{name}={show(value, 2)}" for name, value in frame.f_locals.items()
             if not name.startswith("__") and frame.f_code.co_name != "<module>"]
    lines = []
    while frame is not None:
        if frame.f_code.co_filename.startswith("<fuzz"):
            lines.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    log(f"look {' '.join(lines)} | {' '.join(names)}")


def refs(*values):
    """Reference counts: a drift shows that one was lost or forgotten."""
    print("refs", *[sys.getrefcount(value) for value in values if type(value) in (object, list, Noisy)])


class Noisy:
    """Says when it dies."""

    fields = ("name",)

    def __init__(self, name):
        self.name = name

    def __del__(self):
        log(f"del {show(self.name)}")


class Manager:
    """A context manager that may swallow the exception."""

    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        log(f"enter {show(self.name)}")
        return 7

    def __exit__(self, kind, value, traceback):
        log(f"exit {show(self.name)} {kind and kind.__name__}")
        return self.swallow


class Oops(Exception):
    pass
