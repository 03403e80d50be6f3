# compiled: outer, inner
# hot: outer, inner
"""Machine code keeps no module, function, class or object alive (semantics rule 28)."""

import gc
import types
import weakref

SOURCE = """
class Thing:
    step = 3

    def add(self, n):
        return n + self.step


def helper(n):
    return n * 2


def work(n):
    thing = Thing()
    total = 0
    for i in range(n):
        total += helper(i) + thing.add(i)
    return total


def again(n):
    total = 0
    for i in range(n):
        total += work(1)
    return total
"""


def outer(function, n):
    total = 0
    for i in range(n):
        total += function(i)
    return total


def round_of_life(number):
    module = types.ModuleType(f"made_module")
    exec(SOURCE, module.__dict__)
    result = module.work(6000), module.again(1700), outer(module.helper, 5000)
    watched = [weakref.ref(module), weakref.ref(module.work), weakref.ref(module.Thing),
               weakref.ref(module.helper), weakref.ref(module.work.__code__)]
    return result, watched


def alive(watched):
    return [one() is not None for one in watched]


result, watched = round_of_life(0)
gc.collect()
print(result, alive(watched))


class Marked:
    pass


def closure(value):
    def inner(n):
        return value, n
    return inner


marked = Marked()
gone = weakref.ref(marked)
inner = closure(marked)
for i in range(3000):
    inner(i)
del marked, inner
print(gone())
function = eval("lambda n: n + 1")
gone = weakref.ref(function)
print(outer(function, 5000))
del function
print(gone())
