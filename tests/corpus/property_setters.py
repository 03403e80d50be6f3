# compiled: Account.balance, fill, raises, chain, big, shapes, looks, Square.size, Circle.size
# hot: big, chain, fill, looks, raises, shapes
"""Setters of properties, put in and called: what they store, raise, return and see; replaced, inherited, missing, of several
classes."""

import sys
import traceback


class Account:
    def __init__(self):
        self._balance = 0
        self.log = []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("negative")
        self._balance = value

    @property
    def history(self):
        return self.log

    @history.setter
    def history(self, entry):
        for part in entry: # a loop: called, not put in
            self.log.append(part)
            if len(self.log) > 5:
                self.log.pop(0)
        return "nobody sees this"

    @property
    def seen(self):
        return self._seen

    @seen.setter
    def seen(self, wanted):
        self._seen = sys._getframe(wanted).f_code.co_name, sys._getframe(1).f_lineno if wanted else 0

    fixed = property(lambda self: 7)


class Savings(Account):
    @Account.balance.setter
    def balance(self, value):
        self._balance = value // 2


class Square:
    def __init__(self):
        self.side = 0

    @property
    def size(self):
        return self.side

    @size.setter
    def size(self, value):
        self.side = value


class Circle:
    __slots__ = "radius"

    @property
    def size(self):
        return self.radius

    @size.setter
    def size(self, value):
        self.radius = value / 2


def fill(account, n):
    for i in range(n):
        account.balance += i
    account.balance = n
    return account.balance


def raises(account, value):
    try:
        account.balance = value
        return account.balance
    except ValueError as error:
        return str(error), [at.name for at in traceback.extract_tb(error.__traceback__)]


def chain(a, b, value):
    a.balance = b.balance = value
    return a.balance, b.balance


def big(account, entry):
    account.history = entry
    return account.history


def shapes(things, value):
    for thing in things:
        thing.size = value
        thing.size += 1
    return [thing.size for thing in things]


def looks(account, wanted):
    account.seen = wanted
    return account.seen


account, other, savings = Account(), Account(), Savings()
things = [Square(), Circle(), Square()]
for i in range(1700):
    fill(account, 3)
    raises(account, i)
    chain(account, other, i)
    big(account, (i, -i))
    shapes(things, i)
    looks(account, 0)
print(fill(account, 10), raises(account, 5), chain(account, other, 8), big(account, "abc"), shapes(things, 4), looks(account, 0))

# Other values, other classes, errors.
print(raises(account, -1), raises(account, 2.5), raises(account, 2**70), looks(account, 1), looks(account, 2)[0])
print(fill(savings, 5), chain(savings, account, 9), raises(savings, -3), chain(account, savings, 10.0))


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), [(at.name, at.lineno) for at in traceback.extract_tb(error.__traceback__)][1:]


print(attempt(raises, account, "x"), attempt(chain, account, 3, 4), attempt(big, account, 5), attempt(shapes, [account], 1))


def fix(account):
    account.fixed = 8


for i in range(300):
    failure = attempt(fix, account)
print(failure)

# Replaced, on the class and on the way; taken away.
Account.balance = Account.balance.setter(lambda self, value: setattr(self, "_balance", -value))
print(fill(account, 4), raises(account, 6), chain(account, other, 7))


class Spy(Account):
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        object.__setattr__(self, "last", name)


spy = Spy()
print(fill(spy, 3), spy.last)


def switch(self, value):
    self._balance = value
    if value == 150:
        Account.balance = property(Account.balance.fget, lambda self, value: None)


Account.balance = property(Account.balance.fget, switch)
late = Account()
for i in range(300):
    late.balance = i
print(late.balance)
del Account.balance
account.balance = 12
print(fill(account, 3), vars(account)["balance"], attempt(chain, account, other, 1))
