# compiled: work, drive
# hot: drive, work
"""Who looks up the stack finds hot callers: logging, warnings, collections, typing (semantics rule 1)."""

import collections
import enum
import inspect
import logging
import sys
import typing
import warnings


class Keep(logging.Handler):
    def emit(self, record):
        found.append((record.funcName, record.lineno, record.getMessage()))


found = []
log = logging.getLogger("hot")
log.addHandler(Keep())
log.propagate = False


def work(n, ask):
    total = n * 2
    if ask:
        log.warning("at %d", n)
        Pair = collections.namedtuple("Pair", "a b")
        Colour = enum.Enum("Colour", "RED BLUE")
        T = typing.TypeVar("T")
        warnings.warn("look", stacklevel=2)
        found.append((Pair.__module__, Colour.__module__, T.__module__, sys._getframe().f_lineno,
                      inspect.currentframe().f_code.co_name, sys._getframe(1).f_code.co_name))
        found.append([(one.function, one.lineno) for one in inspect.stack()[:3]])
    return total + 1


def drive(n, ask):
    total = 0
    for i in range(n):
        total += work(i, ask and i == n - 1)
    return total


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(drive(9000, False), drive(9000, True))
print(*found, *[(one.lineno, str(one.message)) for one in seen], sep="\n")
try:
    sys._getframe(100000)
except ValueError as error:
    print(error)
