# compiled: neighbours, cost, search
"""Shortest paths in a grid graph, with heapq and dicts of tuples."""

import heapq


def neighbours(node, size):
    x, y = node
    out = []
    if x > 0:
        out.append((x - 1, y))
    if x < size - 1:
        out.append((x + 1, y))
    if y > 0:
        out.append((x, y - 1))
    if y < size - 1:
        out.append((x, y + 1))
    return out


def cost(a, b):
    return (a[0] * 7 + b[1] * 13) % 10 + 1


def search(size):
    distance = {(0, 0): 0}
    heap = [(0, (0, 0))]
    while heap:
        d, node = heapq.heappop(heap)
        if d > distance[node]:
            continue
        for other in neighbours(node, size):
            new = d + cost(node, other)
            if other not in distance or new < distance[other]:
                distance[other] = new
                heapq.heappush(heap, (new, other))
    return distance[size - 1, size - 1], sum(distance.values())


print(search(5), search(22))
