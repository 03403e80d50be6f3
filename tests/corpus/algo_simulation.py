# compiled: Random.next, Random.below, Random.uniform, Account.deposit, Account.withdraw, Savings.withdraw, Savings.add_interest, walk, bank, pi
"""A bank, a random walk with a generator of one's own, and a queue simulation with classes."""


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return self.state >> 33

    def below(self, n):
        return self.next() % n

    def uniform(self):
        return self.next() / 2147483648.0


class Account:
    interest = 0.01

    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("not an amount")
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        return True


class Savings(Account):
    def withdraw(self, amount):
        return super().withdraw(amount + 1)

    def add_interest(self):
        self.balance += self.balance * self.interest


def walk(random, n):
    x = y = 0
    farthest = 0
    for _ in range(n):
        direction = random.below(4)
        if direction == 0:
            x += 1
        elif direction == 1:
            x -= 1
        elif direction == 2:
            y += 1
        else:
            y -= 1
        farthest = max(farthest, abs(x) + abs(y))
    return x, y, farthest


def bank(random, n):
    accounts = [Account("a"), Savings("b"), Savings("c")]
    refused = 0
    for i in range(n):
        account = accounts[random.below(3)]
        try:
            account.deposit(random.below(100) - 5)
        except ValueError:
            refused += 1
        if not account.withdraw(random.below(80)):
            refused += 1
        if i % 100 == 99:
            for account in accounts:
                if isinstance(account, Savings):
                    account.add_interest()
    return refused, [round(account.balance, 6) for account in accounts]


def pi(random, n):
    inside = 0
    for _ in range(n):
        x, y = random.uniform(), random.uniform()
        if x * x + y * y <= 1.0:
            inside += 1
    return 4 * inside / n


random = Random(42)
print(walk(random, 2000), bank(random, 1500), pi(random, 2000), random.state)
