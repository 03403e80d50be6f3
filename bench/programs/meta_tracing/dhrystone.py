"""A mix of statements in the proportions of systems programs, after the idea of Dhrystone and pystone: records,
enumerations, arrays of one and two dimensions, strings, and procedures with reference parameters."""

N = 200000
EXPECTED = (599973, 850613)
SHORT = (10000, (480000, 260238))

FIRST, SECOND, THIRD, FOURTH, FIFTH = range(1, 6)
SIZE = 50


class Record:
    def __init__(self, link=None, kind=FIRST, choice=FIRST, number=0, text=""):
        self.link = link
        self.kind = kind
        self.choice = choice
        self.number = number
        self.text = text

    def copy(self):
        return Record(self.link, self.kind, self.choice, self.number, self.text)


class Machine:
    """What the procedures share."""

    def __init__(self):
        self.number = 0
        self.flag = False
        self.first_letter = " "
        self.second_letter = " "
        self.row = [0] * (SIZE + 1)
        self.table = [[0] * (SIZE + 1) for _ in range(SIZE + 1)]
        self.spare = Record()
        self.head = Record(self.spare, FIRST, THIRD, 40, "DHRYSTONE PROGRAM, SOME STRING")

    def cycle(self, turn):
        self.first_letter = "A"
        self.flag = False
        self.second_letter = "B"
        self.flag = self.first_letter == "A" or self.flag
        low, high = 2, 3
        text = "DHRYSTONE PROGRAM, 2'ND STRING"
        choice = SECOND
        self.flag = not is_later("DHRYSTONE PROGRAM, 1'ST STRING", text)
        result = 0
        while low < high:
            result = 5 * low - high
            result = add_with_two(low, high)
            low += 1
        self.fill(low, result)
        self.head = self.change_record(self.head)
        letter = "A"
        while letter <= self.second_letter:
            if choice == same_kind(letter, "C"):
                choice = self.choose(FIRST)
                text = "DHRYSTONE PROGRAM, 3'RD STRING"
                high = turn
            letter = chr(ord(letter) + 1)
        high = high * low
        low = high // result
        high = 7 * (high - result) - low
        low = self.settle(low)
        return low + high % 11 + choice + len(text) + result

    def fill(self, low, result):
        at = low + 5
        row, table = self.row, self.table
        row[at] = result
        row[at + 1] = row[at]
        row[at + 30] = at
        for column in range(at, at + 2):
            table[at][column] = at
        table[at][at - 1] += 1
        table[at + 20][at] = row[at]
        self.number = 5

    def change_record(self, head):
        copy = self.head.copy()
        head.link = copy
        head.number = 5
        copy.number = head.number
        copy.link = self.next_link(head.link)
        if copy.kind == FIRST:
            copy.number = 6
            copy.choice = self.choose(head.choice)
            copy.link = self.head.link
            copy.number = add_with_two(copy.number, 10)
        else:
            head = copy
        head.link = self.spare
        return head

    def next_link(self, link):
        if self.head is not None:
            link = self.head.link
        self.number = add_with_two(10, self.number) % 1000
        return link

    def choose(self, wanted):
        choice = wanted
        if not is_third(wanted):
            choice = FOURTH
        if wanted == FIRST:
            choice = FIRST
        elif wanted == SECOND:
            choice = FIRST if self.number > 100 else FOURTH
        elif wanted == THIRD:
            choice = SECOND
        elif wanted == FIFTH:
            choice = THIRD
        return choice

    def settle(self, number):
        total = number + 10
        while True:
            if self.first_letter == "A":
                total -= 1
                number = total - self.number % 7
                break
            total += 1
        return number

    def checksum(self):
        total = 0
        for row in self.table:
            for value in row:
                total = (total * 3 + value) % 1000003
        for value in self.row:
            total = (total * 3 + value) % 1000003
        return (total * 31 + self.number + self.head.number) % 1000003


def add_with_two(a, b):
    return a + 2 + b


def same_kind(a, b):
    copy = a
    if copy != b:
        return FIRST
    return SECOND


def is_third(choice):
    return choice == THIRD


def is_later(first, second):
    """True if the first text comes later, by a letter first."""
    at = 1
    letter = "A"
    while at <= 1:
        if same_kind(first[at], second[at + 1]) == FIRST:
            letter = "A"
            at += 1
        else:
            at += 2
    if "W" <= letter <= "Z":
        at = 7
    if letter == "X":
        return True
    if first > second:
        at += 7
        return True
    return False


def run(n):
    machine = Machine()
    total = 0
    for turn in range(n):
        total = (total + machine.cycle(turn)) % 1000003
    return total, machine.checksum()


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
