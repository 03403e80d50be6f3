# compiled: steps, drive, stubborn, leaks, raises, accumulate, main, again
"""Send, throw and close at every yield; what a generator returns; PEP 479.  Semantics rules 8, 51."""


def steps(log):
    try:
        x = yield "first"
        log.append(("x", x))
    except ValueError as e:
        log.append(("caught", str(e)))
        x = yield "handled"
    total = 0
    for i in range(3):
        y = yield total
        total += i if y is None else y
    try:
        z = yield x, total
        log.append(z)
    finally:
        log.append("finally")
    return total


def drive(action, at):
    """Resumes a generator with action at its at-th yield, with next elsewhere."""
    log = []
    it = steps(log)
    out = []
    try:
        for k in range(8):
            if k == at:
                out.append(action(it))
            else:
                out.append(next(it))
    except StopIteration as e:
        out.append(("stop", e.value))
    except (ValueError, KeyError) as e:
        out.append((type(e).__name__, str(e), e.__traceback__.tb_next is not None))
    out.append(next(it, "over"))
    return out, log


ACTIONS = {
    "send": lambda it: it.send(7),
    "throw": lambda it: it.throw(ValueError("thrown")),
    "other": lambda it: it.throw(KeyError("other")),
    "close": lambda it: it.close(),
}


def stubborn(n):
    for i in range(n):
        try:
            yield i
        except GeneratorExit:
            yield -1


def leaks(n):
    it = iter(range(n))
    while True:
        yield next(it)


def raises(n):
    yield n
    raise StopIteration("inside")


def accumulate(start):
    total = start
    count = 0
    while True:
        value = yield total
        if value is None:
            return total, count
        total += value
        count += 1


def main():
    for rounds in range(40):
        seen = [(name, at, *drive(action, at)) for name, action in ACTIONS.items()
                for at in range(1, 7)]
    for line in seen:
        print(*line)
    for name in ("send", "throw"):
        try:
            print(drive(ACTIONS[name], 0))
        except TypeError as e:
            print(name, "at once:", e)
    for i in range(300):
        it = stubborn(3)
        next(it)
        try:
            it.close()
        except RuntimeError as e:
            message = str(e)
    print(message)
    for make in (leaks, raises):
        for i in range(300):
            try:
                for value in make(3):
                    last = value
            except RuntimeError as e:
                what = str(e), type(e.__cause__).__name__, e.__cause__.args
        print(make.__name__, last, what)
    it = accumulate(1)
    next(it)
    for i in range(2000):
        total = it.send(i)
    it.send(1.5)
    it.send(1 << 70)
    try:
        it.send("text")
    except TypeError as e:
        print(e)
    it = accumulate(0.5)
    next(it)
    for i in range(2000):
        total = it.send(i)
    try:
        it.send(None)
    except StopIteration as e:
        print(total, e.value)
    try:
        next(it)
    except StopIteration as e:
        print("over", e.value)


def again(it):
    yield 1
    yield next(it[0])


main()
for i in range(50):
    holder = []
    holder.append(again(holder))
    try:
        print(list(holder[0]))
    except ValueError as e:
        problem = str(e)
print(problem)
