"""Shortest ways in a grid graph: heapq, dicts keyed by tuples, sets, a class for the graph."""

import heapq

N = 60
EXPECTED = 41383272
SHORT = (9, 6151252)


class Graph:
    def __init__(self):
        self.edges = {}

    def add(self, a, b, weight):
        self.edges.setdefault(a, []).append((b, weight))
        self.edges.setdefault(b, []).append((a, weight))

    def neighbours(self, node):
        return self.edges.get(node, ())


def grid(size):
    graph = Graph()
    seed = 42
    for y in range(size):
        for x in range(size):
            seed = (seed * 1103515245 + 12345) % 2147483648
            if x + 1 < size:
                graph.add((x, y), (x + 1, y), 1 + seed % 9)
            if y + 1 < size:
                graph.add((x, y), (x, y + 1), 1 + seed // 16 % 9)
    return graph


def distances(graph, start):
    best = {start: 0}
    done = set()
    heap = [(0, start)]
    while heap:
        distance, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        for other, weight in graph.neighbours(node):
            through = distance + weight
            if other not in best or through < best[other]:
                best[other] = through
                heapq.heappush(heap, (through, other))
    return best


def components(graph, limit):
    seen = set()
    sizes = []
    for node in graph.edges:
        if node in seen:
            continue
        stack = [node]
        seen.add(node)
        size = 0
        while stack:
            current = stack.pop()
            size += 1
            for other, weight in graph.neighbours(current):
                if weight <= limit and other not in seen:
                    seen.add(other)
                    stack.append(other)
        sizes.append(size)
    return len(sizes), max(sizes)


def run(n):
    graph = grid(40)
    total = 0
    for i in range(n):
        best = distances(graph, (i % 40, i * 2 % 40))
        total += sum(best.values()) + best[(39, 39)]
        parts, largest = components(graph, i % 9)
        total += parts * 1000 + largest
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
