# compiled: Loud.__init__, Loud.__del__, down, tower, step, middle, outer, leave, walk, replace, run_down, run_step, run_deaths
"""Functions that nobody refers to any more run on: the frames that are made meanwhile hold them (rule 1)."""

import gc
import sys
import weakref

deaths = []


class Slot:
    def __init__(self):
        self.call = None


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        frames = []
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_name != "<module>":
            frames.append(frame.f_code.co_name)
            frame = frame.f_back
        deaths.append((self.name, frames[:6], len(frames)))


def make(slot):
    """A function that lets go of the only reference to itself, deep in its own recursion."""

    def down(n, drop):
        if n == 0:
            if drop:
                slot.call = None
            return 0
        return slot.call(n - 1, drop) + 1

    return down


def tower(slot, n, drop):
    return slot.call(n, drop)


def step(n):
    global step
    if n == 0:
        step = None
        return 1
    return step(n - 1) + 1


def middle(n):
    return step(n) + 1


def outer(n):
    return middle(n) * 2


def leave(n):
    thing = Loud("local")
    if n == 0:
        return 1
    return n + 1


def walk(n):
    if n == 0:
        return leave(3)
    return walk(n - 1) + leave(0)


def replace(holder, n):
    if n == 0:
        holder.call = Loud("second")
        holder.call = 7
        return holder.call
    return replace(holder, n - 1) + 1


def run_down():
    slot = Slot()
    slot.call = make(slot)
    gone = weakref.ref(slot.call, lambda ref: deaths.append("function"))
    for _ in range(2000):
        tower(slot, 3, False)
    print(tower(slot, 6, True), gone() is None, slot.call, deaths)
    deaths.clear()


def run_step():
    global step
    first = step
    for n in range(2000):
        outer(2)
        step = first
    del first
    watch = weakref.ref(step, lambda ref: deaths.append(sys._getframe(1).f_code.co_name))
    print(outer(8), step, watch() is None, deaths)
    deaths.clear()


def run_deaths():
    holder = Slot()
    for _ in range(700):
        walk(2)
        replace(holder, 2)
    print(len(deaths), deaths[:5], deaths[-2:])
    deaths.clear()


gc.collect()
run_down()
run_step()
run_deaths()
