# compiled: Account.pay, fill
"""Name mangling, class variables of a nested class, attributes that hide methods."""


class Account:
    __fee = 2

    class Limits:
        most = 5000

    def __init__(self):
        self.__sum = 0

    def pay(self, amount):
        if self.__sum + amount > self.Limits.most:
            return False
        self.__sum += amount - self.__fee
        return True

    def sum(self):
        return self.__sum


def fill(account, n):
    paid = 0
    for i in range(n):
        if account.pay(i % 9):
            paid += 1
    return paid


account = Account()
print(fill(account, 2000), account.sum(), sorted(vars(account)))
account._Account__fee = 0
account.Limits = type("More", (), {"most": 5100.5})
print(fill(account, 100), account.sum())
account.sum = lambda: "hidden"
print(account.sum(), Account.sum(account))
