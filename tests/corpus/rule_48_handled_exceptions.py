# compiled: current, divide, handler, again, chained, groups, describe
# hot: again, chained, divide, handler
"""sys.exc_info, __context__, bare raise and except* in hot functions (semantics rule 48)."""

import sys


def current():
    return type(sys.exc_info()[1]).__name__, type(sys.exception()).__name__ if hasattr(sys, "exception") else None


def divide(a, b):
    return a / b


def handler(a, b):
    before = current()
    try:
        divide(a, b)
        inside = None
    except ZeroDivisionError as error:
        inside = current(), error.__context__
        try:
            [][b]
        except IndexError as second:
            inside += (type(second.__context__).__name__, current())
        inside += current()
    return before, inside, current()


def again(a, b):
    try:
        return divide(a, b)
    except ZeroDivisionError:
        raise


def chained(a, b, kind):
    try:
        return divide(a, b)
    except ZeroDivisionError as error:
        if kind == 0:
            raise KeyError("implicit")
        if kind == 1:
            raise KeyError("explicit") from error
        raise KeyError("none") from None


def groups(n):
    try:
        raise ExceptionGroup("group", [ValueError(n), TypeError(n), KeyError(n)])
    except* ValueError as part:
        first = len(part.exceptions), type(sys.exc_info()[1]).__name__
    except* (TypeError, KeyError) as part:
        second = len(part.exceptions)
    return first, second, sys.exc_info()


def describe(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        chain = []
        while error is not None:
            lines, tb = [], error.__traceback__
            while tb is not None:
                lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
                tb = tb.tb_next
            chain.append((repr(error), error.__suppress_context__, type(error.__cause__).__name__, lines))
            error = error.__context__
        return chain


for i in range(2000):
    results = [handler(i, 0), handler(i, 1), groups(i)]
    errors = [describe(again, 1, 0), *(describe(chained, 1, 0, kind) for kind in range(3))]
print(*results, *errors, sep="\n")
try:
    handler(1, 0)
    raise RuntimeError("outer")
except RuntimeError:
    print(handler(1, 0), current())
try:
    raise
except RuntimeError as error:
    print(error)
