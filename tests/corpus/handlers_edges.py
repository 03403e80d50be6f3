# compiled: Dies.__init__, Dies.__del__, Fails.__add__, Fails.__lt__, Fails.__bool__, Fails.__iter__, Fails.__call__, Fails.__contains__, Fails.__format__, Fails.__getattr__, Fails.__hash__, Fails.__index__, add, less, truth, loop, call, contains, text, attribute, store, subscript, key, delete, unpack, unset, name, attempt, inline, unbound_after, run
"""Handlers in compiled code, reached from every kind of operation: what is on the stack, in the locals
and in sys.exc_info() there, with finalisers that tell when things die (rules 44, 48, 49, 53)."""

import sys

log = []


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, sys.exc_info()[0]))


class Fails:
    """Every operation raises, each its own exception."""

    def __add__(self, other):
        raise ArithmeticError("add")

    def __lt__(self, other):
        raise ValueError("lt")

    def __bool__(self):
        raise TypeError("bool")

    def __iter__(self):
        raise KeyError("iter")

    def __call__(self, *args):
        raise OSError("call")

    def __contains__(self, item):
        raise LookupError("in")

    def __format__(self, spec):
        raise NameError("format")

    def __getattr__(self, name):
        raise AttributeError(name)

    def __hash__(self):
        raise RuntimeError("hash")

    def __index__(self):
        raise IndexError("index")


def add(x):
    return Dies("operand") and 1, x + 1


def less(x):
    return [1, 2, x < 3]


def truth(x):
    return 1 if x else 2


def loop(x):
    for y in x:
        return y


def call(x):
    return (Dies("argument"), x(Dies("inner"), key=1))


def contains(x):
    return not 5 in x


def text(x):
    return f"{x}"


def attribute(x):
    return x.missing


def store(x):
    x.__class__ = 5


def subscript(x):
    return [1, 2][x]


def key(x):
    return {x: 1}


def delete(x):
    del [1][x]


def unpack(x):
    a, b = x
    return a


def unset(x):
    if x is None:
        y = 1
    return y


def name(x):
    return undefined_name


OPERATIONS = (add, less, truth, loop, call, contains, text, attribute, store, subscript, key, delete,
              unpack, unset, name)


def attempt(operation, x):
    seen = None
    try:
        seen = operation(x)
    except (ArithmeticError, ValueError) as error:
        seen = "first", str(error)
    except Exception as error:
        seen = type(error).__name__, str(error), error.__traceback__.tb_next is not None
    else:
        seen = "none", seen
    finally:
        log.append(sys.exc_info()[0])
    return seen


def inline(x, n):
    """The same within one function: depth of the stack, values that the handler finds."""
    last, held = None, Dies("held")
    out = []
    for i in range(n):
        before = i * 2
        try:
            out.append((i, x + i) if i % 3 == 0 else (i, x[i]) if i % 3 == 1 else (i, x(i)))
            last = "not reached"
        except ArithmeticError:
            last = before, i
        except (TypeError, AttributeError) as error:
            last = error.args[0][:20]
            del held
            held = Dies("again")
        except OSError:
            last = sys.exc_info()[1].args
        out.append(last)
    return out


def unbound_after(x):
    try:
        value = x()
    except OSError as value:
        pass
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


def run():
    results = []
    for i in range(60):
        fails = Fails()
        results = [attempt(operation, fails) for operation in OPERATIONS]
        results += inline(fails, 9)
        results.append(unbound_after(fails))
    return results


for line in run():
    print(line)
print(len(log), log[:12], log[-12:])
