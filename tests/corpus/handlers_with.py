# compiled: Manager.__init__, Manager.__enter__, Manager.__exit__, OnInstance.__init__, generated, plain, suppressed, passes, enter_fails, exit_fails, returns, not_a_manager, no_exit, static, by_generator, with_loop, in_loop, attempt, drive
"""`with` in compiled code: suppression, errors in `__enter__` and `__exit__`, several managers, loops and
returns inside, lookup on the class, and what `__exit__` is given (rules 48, 49, 53)."""

import contextlib
import sys

log = []


class Manager:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        if self.fail == "enter":
            raise OSError("enter")
        log.append(("in", self.name))
        return self.name

    def __exit__(self, kind, value, traceback):
        log.append(("out", self.name, kind, value and value.args, traceback and traceback.tb_lineno))
        if self.fail == "exit":
            raise LookupError("exit")
        return self.suppress


class OnInstance:
    def __init__(self):
        self.__enter__ = self.__exit__ = lambda *args: None


class NoExit:
    def __enter__(self):
        return self


class Static:
    __enter__ = staticmethod(lambda: "static")
    __exit__ = staticmethod(lambda *args: len(args))


@contextlib.contextmanager
def generated(name):
    try:
        yield name
    except ValueError:
        log.append("suppressed")


def plain(i):
    with Manager("plain") as name:
        log.append(name)
    return i


def suppressed(i):
    with Manager("suppressed", suppress=True):
        raise ValueError(i)
    return i


def passes(i):
    with Manager("outer") as a, Manager("inner") as b:
        raise KeyError(a, b, i)


def enter_fails(i):
    with Manager("first"):
        with Manager("second", fail="enter"):
            return "not reached"


def exit_fails(i):
    with Manager("first", fail="exit"):
        if i % 2:
            raise ValueError(i)


def returns(i):
    for k in range(3):
        with Manager(k):
            if k == 1:
                return k, i


def not_a_manager(i):
    with OnInstance():
        pass


def no_exit(i):
    with NoExit():
        pass


def static(i):
    with Static() as value:
        raise ValueError(value)
    return "suppressed"


def by_generator(i):
    with generated("g") as name:
        if i % 2:
            raise ValueError(name)
    with generated("h"):
        raise KeyError(i)


def with_loop(n):
    total = 0
    with Manager("loop", suppress=True):
        for i in range(n):
            total += i
            if i == n - 1:
                raise ValueError(total)
    return total, sys.exc_info()[0]


def in_loop(n):
    total = 0
    for i in range(n):
        with contextlib.suppress(KeyError):
            total += {7: 1}[i % 8]
    return total


FUNCTIONS = (plain, suppressed, passes, enter_fails, exit_fails, returns, not_a_manager, no_exit, static,
             by_generator)


def attempt(function, i):
    try:
        return function(i)
    except Exception as error:
        return repr(error), repr(error.__context__)


def drive(n):
    results = []
    for i in range(n):
        log.clear()
        results = [attempt(function, i) for function in FUNCTIONS]
    return results


for line in drive(60):
    print(line)
print(with_loop(3000), in_loop(800))
for line in log[:40]:
    print(line)
