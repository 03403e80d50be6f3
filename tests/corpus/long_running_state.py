# compiled: Machine.handle, count, choose, simple
"""A state machine with many globals, closures and methods working on one another for a while."""

EVENTS = ["open", "read", "write", "close", "error", "reset"]
TABLE = {("closed", "open"): "opened", ("opened", "read"): "opened", ("opened", "write"): "dirty", ("dirty", "read"): "opened",
         ("dirty", "close"): "closed", ("opened", "close"): "closed", ("failed", "reset"): "closed"}


class Machine:
    def __init__(self, on_error):
        self.state = "closed"
        self.on_error = on_error
        self.counts = {}

    def handle(self, event):
        following = TABLE.get((self.state, event))
        if following is None:
            following = "failed" if event == "error" else self.state
            self.on_error(self.state, event)
        key = self.state + ">" + following
        self.counts[key] = self.counts.get(key, 0) + 1
        self.state = following


def make_counter():
    errors = {}

    def count(state, event):
        errors[state, event] = errors.get((state, event), 0) + 1
    return errors, count


def choose(seed):
    return EVENTS[seed % 6]


def simple(machine, n, seed):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        machine.handle(choose(seed >> 8))
    return seed


errors, count = make_counter()
machine = Machine(count)
print(simple(machine, 3000, 1), machine.state, sorted(machine.counts.items()))
print(sorted(errors.items())[:5], sum(errors.values()))
