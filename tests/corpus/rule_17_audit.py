# compiled: work, drive
# hot: drive, work
"""Audit hooks hear what hot code does, where the interpreter would tell them (semantics rule 17)."""

import sys

heard = []
listening = False


def hook(event, arguments):
    if listening and not event.startswith(("adder", "gc.")):
        heard.append((event, len(arguments)))


sys.addaudithook(hook)


class Thing:
    pass


def work(function, thing, deep):
    code = function.__code__
    if deep:
        sys._getframe(1)
        thing.__dict__ = {}
        thing.__class__ = Thing
        function.__defaults__ = (1,)
        function.__code__ = code
        exec("pass")
        eval("1 + 1")
        compile("x", "name", "eval")
        id(thing)
        del function.__defaults__
    return code.co_argcount


def drive(n, deep):
    total = 0
    for i in range(n):
        total += work(drive, Thing(), deep)
    return total


drive(9000, False)
listening = True
drive(2, True)
drive(2, False)
listening = False
print(*heard, sep="\n")
