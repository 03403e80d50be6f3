# compiled: Task.__init__, Task.__lt__, push, pop, drain, numbers, kinds, same_as_itself, trouble
# hot: push, pop
"""heapq.heappush and heappop: numbers, texts, tuples of these with anything behind them; what is ordered by Python code, cannot be
ordered, or is missing (semantics rules 39 and 54)."""
import heapq
from heapq import heappush

push_itself, pop_itself = heapq.heappush, heapq.heappop


class Task:
    """Ordered by Python code, which counts and may change the heap."""

    asked = 0

    def __init__(self, rank, heap=None):
        self.rank = rank
        self.heap = heap

    def __lt__(self, other):
        Task.asked += 1
        if self.heap is not None:
            self.heap.append(Task(99))
            self.heap = None
        return self.rank < other.rank


class Heap(list):
    """A subclass is a heap as well."""


def push(heap, item):
    heappush(heap, item)


def pop(heap):
    return heapq.heappop(heap)


def pop_or(heap, otherwise):
    try:
        return heapq.heappop(heap)
    except IndexError as error:
        return otherwise, str(error)


def drain(heap):
    out = []
    while heap:
        out.append(pop(heap))
    return out


def numbers(seed, n):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        yield seed >> 8


def kinds(n):
    marks = [object() for _ in range(7)]
    values = list(numbers(n, 40))
    yield [v % 50 - 25 for v in values]
    yield [v % 9 << 40 for v in values]
    yield [(v % 4, v % 3) for v in values]
    yield [(v % 5, k, marks[k % 7]) for k, v in enumerate(values)]
    yield [(v % 3, (v % 2, "ab"[v % 2])) for v in values]
    yield [v / 7.0 for v in values]
    yield ["%x" % (v % 300) for v in values]
    yield [(1.5, True, v % 4)[v % 3] for v in values]


def same_as_itself(items):
    """Pushes and pops as they come, beside the functions as the interpreter calls them."""
    mine, other = [], []
    for k, item in enumerate(items):
        push(mine, item)
        push_itself.__call__(other, item)
        assert all(a is b for a, b in zip(mine, other)), (mine, other)
        if k % 3 == 2:
            assert pop(mine) is pop_itself.__call__(other)
    out = drain(mine)
    assert len(out) == len(other)
    assert all(a is pop_itself.__call__(other) for a in out)
    return len(out)


def trouble(action, *args):
    try:
        return action(*args)
    except (TypeError, IndexError) as error:
        return type(error).__name__, str(error)


total = 0
for turn in range(30):
    for items in kinds(turn):
        total += same_as_itself(items)
print(total)
for _ in range(3):
    heap = []
    for rank in (5, 3, 8, 1):
        push(heap, Task(rank))
    print([task.rank for task in drain(heap)], Task.asked)
    heap = [(1, Task(2)), (1, Task(3)), (2, Task(1))]
    push(heap, (1, Task(1)))
    print([pop(heap)[1].rank for _ in range(4)], Task.asked)
    heap = [Task(1), Task(2), Task(3)]
    heap[1].heap = heap
    print(getattr(trouble(pop, heap), "rank", None), len(heap))
    heap = [3, 5, "x"]
    print(trouble(push, heap, None), heap, trouble(pop, heap), heap)
    heap = [(1, None), (2, None)]
    print(trouble(push, heap, (1, None)), trouble(push, heap, (1, 1)), heap)
    nan = float("nan")
    heap = []
    for value in (2.0, nan, 1.0, nan, 0.5):
        push(heap, value)
    print(heap, drain(heap))
    print(trouble(pop, []), pop_or([], 7), pop_or([4], 7))
    print(trouble(push, (1, 2), 3), trouble(pop, None))
    heap = Heap([1, 2])
    push(heap, 0)
    print(heap, pop(heap), heap)
