# compiled: leaf, middle, top, Counter.__init__, Counter.__iter__, Counter.__next__, Counter.send, Counter.throw, Counter.close, delegate, tree, chain, bad, main
"""yield from: to generators, to other iterators, deeply; values, exceptions and close go through.  Rule 51."""


def leaf(n):
    total = 0
    for i in range(n):
        got = yield i
        total += i if got is None else got
    return total


def middle(n):
    try:
        result = yield from leaf(n)
    except LookupError as e:
        result = yield repr(e)
    return result


def top(n, log):
    for k in range(2):
        result = yield from middle(n)
        log.append(result)
    rest = yield from [10, 20]
    log.append(rest)
    yield from "ab"
    yield from range(n)
    return len(log)


class Counter:
    """An iterator with send, throw and close of its own."""

    def __init__(self, n):
        self.n = n
        self.log = []

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            stop = StopIteration(self.log)
            raise stop
        return self.n

    def send(self, value):
        self.log.append(("send", value))
        return self.__next__()

    def throw(self, kind, value=None, traceback=None):
        self.log.append(("throw", repr(kind)))
        return "thrown"

    def close(self):
        self.log.append("close")


def delegate(it):
    result = yield from it
    return result


def tree(depth, value):
    if depth:
        yield from tree(depth - 1, 2 * value)
        yield value
        yield from tree(depth - 1, 2 * value + 1)


def chain(n):
    if n == 0:
        yield "end"
    else:
        yield from chain(n - 1)


def bad(it):
    yield from it


def main():
    for rounds in range(100):
        log = []
        out = list(top(5, log))
    print(out, log)
    for rounds in range(100):
        log = []
        it = top(3, log)
        out = [next(it), it.send(5), it.throw(KeyError("k")), it.gi_yieldfrom is not None]
        out += [next(it), next(it), next(it)]
        it.close()
    print(out, log)
    for rounds in range(100):
        counter = Counter(4)
        it = delegate(counter)
        out = [next(it), it.send("a"), it.throw(ValueError), it.send("b")]
        it.close()
    print(out, counter.log)
    for rounds in range(100):
        it = delegate(Counter(2))
        try:
            next(it), it.send(1), next(it)
        except StopIteration as e:
            value = e.value
    print(value)
    print(sum(tree(9, 1)), list(tree(3, 1)))
    for rounds in range(20):
        out = list(chain(60))
    print(out)
    for thing in (None, 5, 1.5):
        for rounds in range(60):
            try:
                list(bad(thing))
            except TypeError as e:
                message = str(e)
        print(message)


main()
