# compiled: paths, flood, compare
"""Tuples as keys of a memo, as points of a grid, compared and hashed in loops."""

memo = {}


def paths(x, y):
    if x == 0 or y == 0:
        return 1
    key = (x, y)
    if key not in memo:
        memo[key] = paths(x - 1, y) + paths(x, y - 1)
    return memo[key]


def flood(grid, start):
    todo = [start]
    seen = {start}
    while todo:
        x, y = todo.pop()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            point = (x + dx, y + dy)
            if point in grid and point not in seen:
                seen.add(point)
                todo.append(point)
    return len(seen)


def compare(points):
    best = points[0]
    for point in points:
        if point > best:
            best = point
    return best


print(paths(12, 12), paths(20, 18), len(memo))
grid = {(x, y) for x in range(20) for y in range(20) if (x * y) % 4 != 3}
print(flood(grid, (0, 0)), flood({(5, 5)}, (5, 5)), compare([(1, 2), (1, 2.5), (0, 9), (1,)]))
try:
    compare([(1, 2), (1, "x")])
except TypeError as error:
    print(error)
