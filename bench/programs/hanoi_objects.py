"""The towers of Hanoi with discs and pegs as objects: linked lists, methods that check and count."""

N = 19
EXPECTED = 25952190
SHORT = (16, 3243966)


class Disc:
    def __init__(self, size, below):
        self.size = size
        self.below = below


class Peg:
    def __init__(self, name):
        self.name = name
        self.top = None
        self.height = 0

    def push(self, disc):
        if self.top is not None and self.top.size <= disc.size:
            raise ValueError("a larger disc on a smaller one")
        disc.below = self.top
        self.top = disc
        self.height += 1

    def pop(self):
        disc = self.top
        self.top = disc.below
        disc.below = None
        self.height -= 1
        return disc


class Game:
    def __init__(self, discs):
        self.moves = 0
        self.weight = 0
        self.pegs = [Peg(name) for name in "abc"]
        for size in range(discs, 0, -1):
            self.pegs[0].push(Disc(size, None))

    def move_top(self, source, target):
        disc = source.pop()
        target.push(disc)
        self.moves += 1
        self.weight += disc.size * (target.height - source.height)

    def move(self, count, source, target, spare):
        if count == 1:
            self.move_top(source, target)
            return
        self.move(count - 1, source, spare, target)
        self.move_top(source, target)
        self.move(count - 1, spare, target, source)


def run(n):
    total = 0
    for discs in (n - 1, n):
        game = Game(discs)
        game.move(discs, *game.pegs)
        total += game.moves * 31 + game.weight + game.pegs[1].height
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
