# compiled: describe, split, raises, wrong, nothing, errors, attempt, drive
"""`except*` in compiled code: splitting, naked exceptions, nested groups, raising inside, what is left
over, wrong types (rule 49)."""

import traceback


def describe(error):
    if isinstance(error, BaseExceptionGroup):
        return type(error).__name__, error.message, [describe(one) for one in error.exceptions]
    return repr(error)


def split(error):
    seen = []
    try:
        raise error
    except* ValueError as group:
        seen.append(("values", describe(group)))
    except* (KeyError, IndexError) as group:
        seen.append(("lookups", describe(group)))
    else:
        seen.append("else")
    finally:
        seen.append("finally")
    return seen


def raises(error):
    try:
        raise error
    except* ValueError as group:
        raise OSError("while handling")
    except* KeyError:
        raise


def wrong(error):
    try:
        raise error
    except* ExceptionGroup:
        print("not reached")


def nothing(error):
    try:
        pass
    except* ValueError:
        print("not reached")
    return "nothing"


def errors():
    yield ValueError(1)
    yield ExceptionGroup("flat", [ValueError(1), KeyError(2), IndexError(3)])
    yield ExceptionGroup("deep", [ExceptionGroup("inner", [ValueError(1), OSError(2)]), KeyError(3)])
    yield ExceptionGroup("other", [OSError(4)])
    yield TypeError(5)
    yield BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(6)])


def attempt(function, error):
    try:
        return function(error)
    except BaseException as left:
        frames = len(traceback.extract_tb(left.__traceback__))
        return "left", describe(left), describe(left.__context__), frames


def drive(n):
    results = []
    for i in range(n):
        results = [attempt(function, error) for function in (split, raises, wrong, nothing)
                   for error in errors()]
    return results


for line in drive(40):
    print(line)
