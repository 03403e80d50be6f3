# compiled: e, Thing.__setattr__, Thing.__setitem__, Thing.__getitem__, f, run
"""The order in which operands, arguments, targets and keywords are evaluated."""

log = []


def e(x):
    log.append(x)
    return x


class Thing:
    def __setattr__(self, name, value):
        log.append(name)

    def __setitem__(self, key, value):
        log.append(key)

    def __getitem__(self, key):
        log.append(("get", key))
        return 0


thing = Thing()


def f(*args, **kw):
    return len(args) + len(kw)


def run():
    e(1) + e(2) * e(3) - e(4)
    f(e(5), *[e(6)], e(7), k=e(8), **{"l": e(9)})
    thing[e(10)] = e(11)
    thing.a, thing[e(12)], thing.b = e(13), e(14), e(15)
    thing[e(16)] += e(17)
    {e(18): e(19), e(20): e(21)}
    e(22) < e(23) < e(24) > e(25)
    e(0) and e(26) or e(27)
    [e(28), (e(29), e(30))][e(1):e(2)]
    e(31) if e(32) else e(33)
    f"{e(34)}{e(35):{e(36)}}"
    return e(37)


for _ in range(200):
    del log[:]
    run()
print(log)
