# compiled: returns, breaks, continues, replaces, chained, bare, deeper, name_goes, loop_in_handler, loop_in_finally, lines, bare_called, calls_bare, show, drive
"""`finally` that returns, breaks, continues and raises; nested handlers; bare raise; `raise ... from`;
`__context__` chains; the deletion of the exception's name; tracebacks line by line (rules 44, 48, 49)."""

import sys
import traceback


class First(Exception):
    pass


class Second(Exception):
    pass


def returns(i):
    try:
        raise First(i)
    finally:
        return i


def breaks(n):
    seen = []
    for i in range(n):
        try:
            if i == 3:
                raise First(i)
            if i == 1:
                continue
            seen.append(i)
        finally:
            seen.append(-i)
            if i == 3:
                break
    return seen


def continues(n):
    seen = 0
    for i in range(n):
        try:
            seen += 1 // (i % 2)
        finally:
            seen += 10
            continue
    return seen


def replaces(i):
    try:
        try:
            raise First(i)
        finally:
            raise Second(i)
    except Second as second:
        return type(second.__context__).__name__, second.__cause__


def chained(i):
    try:
        try:
            raise First(i)
        except First as first:
            raise Second(i) from first
    except Second as second:
        return second.__cause__ is second.__context__, second.__suppress_context__


def bare(i):
    try:
        try:
            raise First(i)
        except First:
            if i % 2:
                raise
            return "handled"
    except First as again:
        depth = 0
        at = again.__traceback__
        while at is not None:
            depth, at = depth + 1, at.tb_next
        return depth, again.args


def deeper(i):
    """Handlers within handlers: each has its own exception being handled, and gives back the one before."""
    seen = []
    try:
        raise First(i)
    except First:
        seen.append(sys.exc_info()[0])
        try:
            {}[i]
        except KeyError as error:
            seen.append((sys.exc_info()[0], type(error.__context__)))
            try:
                raise
            except KeyError as same:
                seen.append(same is error)
            seen.append(sys.exc_info()[0])
        seen.append(sys.exc_info()[0])
    seen.append(sys.exc_info()[0])
    return seen


def name_goes(i):
    error = "before"
    try:
        if i % 2:
            raise First(i)
    except First as error:
        error = "overwritten"
    return "error" in locals()


def loop_in_handler(n):
    total = 0
    try:
        raise First(n)
    except First as error:
        for i in range(error.args[0]):
            total += i
            if i == n - 1:
                total += sys.exc_info()[1].args[0]
    return total, sys.exc_info()


def loop_in_finally(n):
    total = 0
    try:
        try:
            raise First(n)
        finally:
            for i in range(n):
                total += i
                try:
                    if i % 100 == 0:
                        raise Second(i)
                except Second as error:
                    total += error.__context__.args[0]
    except First:
        return total


def lines(i):
    x = 1
    try:
        x += 1
        raise First(
            i)
    except First:
        x = (1,
             2,
             [][i])
    return x


def bare_called(i):
    raise


def calls_bare(i):
    try:
        raise First("from the caller")
    except First:
        bare_called(i)


def show(function, *args):
    try:
        return function(*args)
    except Exception as error:
        text = traceback.format_exception(error)
        return [line for line in "".join(text).splitlines() if "^" not in line]


FUNCTIONS = (returns, breaks, continues, replaces, chained, bare, deeper, name_goes, lines,
             bare_called, calls_bare)


def drive(n):
    results = []
    for i in range(n):
        results = [show(function, 5 + i % 2) for function in FUNCTIONS]
    return results


for result in drive(60):
    print(result)
print(loop_in_handler(3000), loop_in_finally(3000))
