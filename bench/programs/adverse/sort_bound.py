"""Lists sorted by the builtin: with and without keys, by keys in Python and in C, of numbers, texts and records."""

from operator import itemgetter

N = 80000
EXPECTED = (3192410943, 'item 37014', 'item 41508', 'item 34755')
SHORT = (5000, (200904248, 'item 38489', 'item 72568', 'item 35972'))


class Record:
    def __init__(self, number, name):
        self.number = number
        self.name = name

    def __lt__(self, other):
        return self.number < other.number


def make_numbers(n):
    state = 5
    numbers = []
    for _ in range(n):
        state = (state * 3877 + 29573) % 139968
        numbers.append(state)
    return numbers


def run(n):
    numbers = make_numbers(n)
    texts = ["item %d" % number for number in numbers]
    pairs = list(zip(texts, numbers))
    ordered = sorted(numbers)
    falling = sorted(numbers, reverse=True)
    by_text = sorted(texts)
    by_length = sorted(texts, key=len)
    by_number = sorted(pairs, key=itemgetter(1))
    by_digit = sorted(numbers, key=lambda number: (number % 10, -number))
    records = sorted(Record(number, text) for text, number in pairs)
    ordered.sort()
    total = 0
    for k in range(0, n, 7):
        total += ordered[k] - falling[k] + by_number[k][1] * 2 + by_digit[k] + records[k].number
        total += len(by_text[k]) + len(by_length[k])
    return total, by_text[n // 2], by_length[n // 3], records[n // 4].name


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
