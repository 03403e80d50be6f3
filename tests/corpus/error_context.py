# compiled: fail, chain, info
"""__context__, __cause__, sys.exc_info and bare raise in hot code (semantics rule 48)."""

import sys


def fail(i):
    return 1 / (i - i)


def chain(i):
    try:
        fail(i)
    except ZeroDivisionError:
        {}["missing"]


def info(i):
    before = sys.exc_info()[0]
    try:
        fail(i)
    except ZeroDivisionError:
        during = sys.exc_info()[0]
        try:
            raise
        except ZeroDivisionError as again:
            same = again is sys.exc_info()[1]
    return before, during, same, sys.exc_info()[0]


for i in range(600):
    try:
        chain(i)
    except KeyError as error:
        kept = error
    result = info(i)
print(repr(kept), repr(kept.__context__), kept.__cause__, kept.__suppress_context__)
print([t.tb_lineno for t in (kept.__traceback__, kept.__traceback__.tb_next)], result)
try:
    raise
except RuntimeError as error:
    print(error)
