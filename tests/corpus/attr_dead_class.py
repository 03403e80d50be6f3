# compiled: step_one
"""Classes die after the interpreter has cached their methods and before the code that called them is compiled:
the cache holds what is no more (semantics rules 28 and 29)."""

import gc

SOURCE = """
def step_{n}(thing, i):
    return thing.step(i) + 1
"""


def make(n):
    class Short:
        def step(self, i):
            return i + n

    return Short


def step_one(thing, i):
    return thing.step(i) + 1


def reuse_memory():
    """Other things where the methods have been."""
    return [b"x" * size for size in range(90, 160) for _ in range(8)]


def use(function, calls):
    """A class that lives for some calls, then another."""
    thing = make(1)()
    total = 0
    for i in range(calls):
        total += function(thing, i)
    del thing
    gc.collect()
    junk = reuse_memory()
    thing = make(2)()
    for i in range(450):
        total += function(thing, i)
    return total + len(junk)


names = {}
for n in range(20):
    exec(SOURCE.format(n=n), names)
print([use(names[f"step_{n}"], 1110 + 20 * n) for n in range(20)])

thing = make(3)()
print(sum(step_one(thing, i) for i in range(2000)))
