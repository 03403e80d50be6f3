# compiled: Dies.__init__, Dies.__del__, Manager.__init__, Manager.__enter__, Manager.__exit__, with_finally, other_class, named, replaced, managed, in_loop, nested, caller, through_generator, position, show, once, main
"""An exception that a frame raises again and does not handle: behind `finally`, a handler of another class, a named
handler, `with`; from callers of all kinds.  Traceback, positions of kept frames, contexts, what dies when."""
import sys


class Dies:
    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __del__(self):
        self.log.append(self.name)


class Manager:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.log.append(kind and kind.__name__)


def with_finally(n, log):
    held = Dies("held", log)
    try:
        return 12 // n
    finally:
        log.append("finally")


def other_class(n, log):
    try:
        return [1, 2, 3][n]
    except KeyError:
        log.append("never")


def named(n, log):
    try:
        return {1: 2}[n]
    except KeyError as error:
        log.append(error.args)
        raise


def replaced(n, log):
    try:
        return {1: 2}[n]
    except KeyError as error:
        raise LookupError(
            n) from error


def managed(n, log):
    with Manager(log), Manager(log):
        return 12 // n


def in_loop(n, log):
    for item in (Dies("first", log), Dies("second", log)):
        for k in range(3):
            try:
                12 // (n + k * (n != 0))
            finally:
                log.append(item.name)
    return n


def nested(n, log):
    try:
        try:
            return 12 // n
        finally:
            log.append("inner")
    except TypeError:
        log.append("never")
    finally:
        log.append("outer")


def caller(function, n, log):
    kept = Dies("kept", log)
    return function(n, log)


def through_generator(function, n, log):
    try:
        yield function(n, log)
    finally:
        log.append("generator")


def position(code, lasti):
    return list(code.co_positions())[lasti // 2]


def show(function, n, log):
    try:
        return function(n, log)
    except Exception as error:
        entries = []
        traceback = error.__traceback__.tb_next
        while traceback is not None:
            frame = traceback.tb_frame
            entries.append((frame.f_code.co_name, traceback.tb_lineno, position(frame.f_code, traceback.tb_lasti),
                            position(frame.f_code, frame.f_lasti), sorted(frame.f_locals)[:3]))
            traceback = traceback.tb_next
        del frame  # it knows its caller
        return type(error).__name__, type(error.__context__).__name__, type(error.__cause__).__name__, entries


FUNCTIONS = with_finally, other_class, named, replaced, managed, in_loop, nested


def once(n):
    seen = []
    for function in FUNCTIONS:
        log = []
        seen.append((show(function, n, log), log))
        log = []
        seen.append((show(lambda n, log: caller(function, n, log), n, log), log))
        log = []
        seen.append((show(lambda n, log: next(through_generator(function, n, log)), n, log), log))
        log = []
        seen.append((show(lambda n, log: list(map(function, [n], [log])), n, log), log))
    return seen, sys.exc_info()


def main():
    total = 0
    for turn in range(40):
        for n in (1, 2, 0, 5):
            seen = once(n)
            total += len(str(seen))
            if turn in (0, 39):
                for one in seen[0]:
                    print(n, one)
    print(total)
    events = []

    def trace(frame, event, argument):
        if frame.f_code.co_name in ("with_finally", "managed"):
            events.append((frame.f_code.co_name, event, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        show(with_finally, 0, [])
        show(managed, 0, [])
    finally:
        sys.settrace(None)
    print(events)


main()
