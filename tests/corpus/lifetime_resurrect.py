# compiled: Phoenix.__del__, Saboteur.__init__, Saboteur.__del__, burn, total, overwrite
"""An object that saves itself in __del__, and one whose __del__ changes what the loop uses."""

saved = []


class Phoenix:
    def __del__(self):
        if len(saved) < 3:
            saved.append(self)


class Saboteur:
    def __init__(self, items):
        self.items = items

    def __del__(self):
        self.items.clear()


def burn(n):
    for i in range(n):
        bird = Phoenix()
        bird.i = i
    return bird.i


def total(items):
    result = 0
    for item in items:
        if item == 50:
            trap = Saboteur(items)
            trap = None
        result += item
    return result


def overwrite(items, n):
    items[0] = Saboteur(items)
    for i in range(n):
        items[0] = i
        items.append(i)
    return len(items)


print(burn(800), [bird.i for bird in saved], total(list(range(100))), total(list(range(40))))
print(overwrite([1, 2, 3], 5))
for _ in range(100):
    result = total(list(range(60)))
print(result)
