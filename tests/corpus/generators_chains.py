# compiled: down, watched, wrapped, sender, handler, coro, walk, main
"""Chains of generators that only wait for each other are resumed at once: what looks at the levels in
between, what ends, raises, throws, closes or returns in the middle of them.  Rule 51."""

import sys


class Ready:
    def __await__(self):
        yield "ready"
        return 3


def down(n, leaf):
    if n == 0:
        result = yield from leaf()
    else:
        result = yield from down(n - 1, leaf)
    return (result or 0) + 1


def numbers():
    yield 1
    yield 2
    return 10


def watched():
    for turn in range(3):
        names, frame = [], sys._getframe(0)
        while frame is not None and frame.f_code is not main.__code__:
            names.append((frame.f_code.co_name, frame.f_lineno, frame.f_lasti > 0))
            frame = frame.f_back
        yield len(names), names[0], names[1], names[-1]


def wrapped(depth, chain):
    """The levels' state, from the innermost."""
    if depth == 0:
        for _ in range(3):
            yield [(g.gi_running, g.gi_suspended, g.gi_yieldfrom is None) for g in chain]
        return
    g = wrapped(depth - 1, chain)
    chain.append(g)
    yield from g


def sender():
    got = []
    for _ in range(4):
        got.append((yield len(got)))
    return got


def handler(n, log):
    """Each third level handles what comes from below."""
    if n == 0:
        yield "deep"
        raise KeyError("from below")
    if n % 3:
        yield from handler(n - 1, log)
        return
    try:
        yield from handler(n - 1, log)
    except (KeyError, ValueError) as e:
        lines = []
        tb = e.__traceback__
        while tb is not None:
            lines.append(tb.tb_lineno)
            tb = tb.tb_next
        log.append((n, type(e).__name__, lines, sys.exc_info()[1] is e))
        yield "handled"
        raise ValueError(n) from None
    finally:
        log.append(n)


def reenter(box):
    yield 1
    try:
        next(box[0])
    except ValueError as e:
        yield str(e)
    try:
        box[0].close()
    except ValueError as e:
        yield str(e)


async def coro(n):
    if n == 0:
        return await Ready()
    return 1 + await coro(n - 1)


def walk(tree):
    if tree is not None:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


def build(lo, hi):
    if lo >= hi:
        return None
    middle = (lo + hi) // 2
    return build(lo, middle), middle, build(middle + 1, hi)


def depth_reached(limit):
    """How deep a chain may be before a resumption fails; what is raised, and where."""
    old = sys.getrecursionlimit()
    out = []
    for n in range(20, 120):
        g = down(n, numbers)
        try:
            next(g)
        except RecursionError:
            break
        base = 0
        frame = sys._getframe()
        while frame is not None:
            base += 1
            frame = frame.f_back
        try:
            sys.setrecursionlimit(base + n - 2)
            next(g)
            out.append("went")
        except RecursionError as e:
            out.append(str(e))
        finally:
            sys.setrecursionlimit(old)
        if n == limit:
            break
    return len(out), out[0], out[-1]


def main():
    for rounds in range(30):
        out = list(down(12, numbers))
        g = down(7, sender)
        sent = [next(g), g.send("a"), g.send(None), next(g)]
        try:
            g.send("b")
        except StopIteration as e:
            sent.append(repr(e.value) if not isinstance(e.value, int) else e.value)
        except TypeError as e:
            sent.append(str(e))
    print(out, sent)
    for rounds in range(30):
        seen = list(down(6, watched))
    print(seen)
    for rounds in range(30):
        chain = []
        states = list(wrapped(5, chain))
    print(states)
    for rounds in range(30):
        log = []
        got = []
        try:
            for what in handler(9, log):
                got.append(what)
        except ValueError as e:
            got.append((e.args, e.__context__ is None, e.__suppress_context__))
    print(got, log)
    for rounds in range(30):
        log = []
        g = handler(9, log)
        next(g)
        got = [g.throw(KeyError("thrown")), next(g)]
        g.close()
    print(got, log)
    for rounds in range(30):
        box = []
        box.append(down(5, lambda: reenter(box)))
        got = list(box[0])
    print(got)
    for rounds in range(30):
        c = coro(9)
        got = [c.send(None), c.cr_running, c.cr_await is not None]
        try:
            c.send(None)
        except StopIteration as e:
            got.append(e.value)
        d = coro(4)
        d.send(None)
        d.close()
        try:
            d.send(None)
        except RuntimeError as e:
            got.append(str(e))
    print(got)
    tree = build(0, 300)
    for rounds in range(10):
        total = sum(walk(tree))
        first = [v for v in walk(tree)][:5]
    print(total, first)
    print(depth_reached(60))
    for rounds in range(20):
        lines = []
        g = down(4, numbers)
        next(g)

        def tracer(frame, event, arg):
            lines.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
            return tracer

        sys.settrace(tracer)
        next(g)
        sys.settrace(None)
        rest = list(g)
    print(lines, rest)


main()
