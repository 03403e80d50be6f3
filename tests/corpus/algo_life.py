# compiled: step, step_set
"""The game of life on lists of lists, and on a set of cells."""


def step(grid):
    height, width = len(grid), len(grid[0])
    new = []
    for y in range(height):
        row = []
        for x in range(width):
            alive = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if dx or dy:
                        alive += grid[(y + dy) % height][(x + dx) % width]
            row.append(1 if alive == 3 or alive == 2 and grid[y][x] else 0)
        new.append(row)
    return new


def step_set(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = (x + dx, y + dy)
                    counts[key] = counts.get(key, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}


grid = [[(x * 7 + y * 11) % 5 == 0 for x in range(16)] for y in range(16)]
for _ in range(6):
    grid = step(grid)
print(sum(map(sum, grid)), grid[3])
cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(40):
    cells = step_set(cells)
print(sorted(cells))
