"""A linked list of objects, made and walked by recursion: lengths, comparisons, the take function."""

N = 10
EXPECTED = (70, 1250975)
SHORT = (1, (7, 124972))


class Element:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest

    def length(self):
        if self.rest is None:
            return 1
        return 1 + self.rest.length()


def make_list(length):
    if length == 0:
        return None
    return Element(length, make_list(length - 1))


def is_shorter(left, right):
    while right is not None:
        if left is None:
            return True
        left = left.rest
        right = right.rest
    return False


def tail(x, y, z):
    """The take function on lengths of lists: answers one of its arguments."""
    if is_shorter(y, x):
        return tail(tail(x.rest, y, z), tail(y.rest, z, x), tail(z.rest, x, y))
    return z


def total(element):
    if element is None:
        return 0
    return element.value + total(element.rest)


def run(n):
    lengths = 0
    for _ in range(n):
        lengths += tail(make_list(18), make_list(12), make_list(6)).length()
    values = 0
    for turn in range(n * 200):
        element = make_list(200 + turn % 7)
        values += total(element) % 1000 + element.length()
    return lengths, values


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
