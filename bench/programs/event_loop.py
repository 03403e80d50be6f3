"""An event loop over generators: tasks that sleep, send to each other over channels, and call subtasks."""

import heapq
from collections import deque

N = 2500
EXPECTED = 26208368
SHORT = (360, 595650919)


class Channel:
    def __init__(self):
        self.items = deque()
        self.waiting = deque()


class Loop:
    def __init__(self):
        self.ready = deque()
        self.sleeping = []
        self.now = 0
        self.steps = 0
        self.order = 0

    def spawn(self, task):
        self.ready.append((task, None))

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, task = heapq.heappop(self.sleeping)
                self.ready.append((task, None))
            task, value = self.ready.popleft()
            self.steps += 1
            try:
                request = task.send(value)
            except StopIteration:
                continue
            self.handle(task, request)

    def handle(self, task, request):
        kind = request[0]
        if kind == "sleep":
            self.order += 1
            heapq.heappush(self.sleeping, (self.now + request[1], self.order, task))
        elif kind == "put":
            channel = request[1]
            if channel.waiting:
                self.ready.append((channel.waiting.popleft(), request[2]))
            else:
                channel.items.append(request[2])
            self.ready.append((task, None))
        elif kind == "get":
            channel = request[1]
            if channel.items:
                self.ready.append((task, channel.items.popleft()))
            else:
                channel.waiting.append(task)
        else:
            self.ready.append((task, None))


def work(rounds):
    total = 0
    for i in range(rounds):
        for k in range(8):
            total = (total * 31 + k + i) % 65521
        yield ("pass",)
    return total


def producer(channel, n):
    for i in range(n):
        value = yield from work(2)
        yield ("put", channel, value + i)
        if i % 8 == 0:
            yield ("sleep", i % 5 + 1)
    yield ("put", channel, None)


def consumer(channel, results):
    total = 0
    while True:
        value = yield ("get", channel)
        if value is None:
            break
        total = (total * 7 + value) % 1000003
    results.append(total)


def run(n):
    loop = Loop()
    results = []
    for i in range(n):
        channel = Channel()
        loop.spawn(producer(channel, 40 + i % 7))
        loop.spawn(consumer(channel, results))
    loop.run()
    checksum = loop.steps
    for value in results:
        checksum = (checksum * 31 + value) % 1000000007
    return checksum


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
