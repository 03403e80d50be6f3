# compiled: Counter.bump, run
"""Class attributes through instances and classes, shadowed, changed and deleted mid-loop."""


class Counter:
    step = 1
    total = 0

    def bump(self):
        self.total += self.step
        return self.total


def run(counter, n):
    for i in range(n):
        counter.bump()
        if i == n // 2:
            Counter.step = Counter.step * 2
    return counter.total


first, second = Counter(), Counter()
print(run(first, 1000), run(second, 1000), Counter.step, Counter.total)
first.step = 0.5
print(run(first, 10), run(second, 10))
del Counter.step
print(run.__name__, first.bump())
try:
    second.bump()
except AttributeError as error:
    print(error)


class Child(Counter):
    step = 100


child = Child()
print(child.bump(), Child.total, Counter.total)
