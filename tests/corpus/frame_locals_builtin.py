# compiled: with_locals, with_eval, with_vars, with_exec, snapshot
"""locals(), vars(), dir(), eval() and exec() in hot functions."""


def with_locals(a, b):
    c = a + b
    return sorted(locals().items())


def with_eval(a, b):
    c = a * b
    return eval("c + a + b")


def with_vars(a):
    b = a
    del a
    return vars(), dir()


def with_exec(a):
    exec("a = 100\nnew = 1")
    return a, sorted(locals())


def snapshot(n):
    x = 0
    kept = locals()
    for i in range(n):
        x += i
    return kept.get("x"), locals()["x"], kept is locals(), kept["x"]


for i in range(500):
    result = with_locals(i, 0.5), with_eval(i, 2), with_vars(i), with_exec(i)
print(*result, snapshot(500), sep="\n")
