# compiled: Account.pay, Account.total, Account.holder, three, many, plenty, adds.<locals>.add, deep, looks, drive
# hot: adds.<locals>.add, deep, drive, looks, many, plenty, three
"""One code serves direct calls and the interpreter, whose frame it borrows: what looks at the frame, leaves it, raises in it
or keeps it sees the same either way."""

import sys
import traceback


class Account:
    def __init__(self, amount):
        self.amount = amount

    def pay(self, sum_):
        if sum_ > self.amount:
            raise ValueError(f"{sum_} of {self.amount}")
        self.amount -= sum_
        return self

    def total(self, others):
        return sum([other.amount for other in others], self.amount)

    def holder(self):
        return sys._getframe()


def three(a, b, c):
    return a, c, b


def many(a, b, c, d, e, f):
    return f, e, d, c, b, a


def plenty(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o):
    return a, o, h


def adds(n):
    def add(x):
        nonlocal_seen.append(n)
        return x + n
    return add


def deep(n, stop):
    return stop if n is stop else deep(n.next, stop) # directly, from a frame that was lent


def looks(x, wanted):
    name = sys._getframe().f_code.co_name
    if wanted:
        wanted.append(sorted(sys._getframe().f_locals.items(), key=str))
    return name, x


class Link:
    def __init__(self, next_):
        self.next = next_


def drive(account, add, chain):
    """The direct caller."""
    account.pay(1).total((account,))
    add(2)
    return three(account, 1, add), many(1, 2, 3, 4, 5, 6), deep(chain, None), looks(account, None)


nonlocal_seen = []
add = adds(3)
chain = None
for i in range(30):
    chain = Link(chain)
account = Account(10**6)
source = """
for i in range(1700):
    pay(1), total([account]), holder(), three(i, 2, 3), many(i, 2, 3, 4, 5, 6), add(i), deep(chain, None), looks(i, None)
    plenty(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    if i % 17 == 0:
        nonlocal_seen.clear()
"""
exec(source, dict(globals(), pay=account.pay, total=account.total, holder=account.holder)) # once: in the interpreter
for i in range(1700):
    result = drive(account, add, chain)
print(account.amount, result[1:3], result[3][0])

# Errors, with their tracebacks.
for wrong in (10**9, "ten", None):
    try:
        exec("account.pay(wrong)")
    except Exception as error:
        print(type(error).__name__, error, [(at.name, at.lineno) for at in traceback.extract_tb(error.__traceback__)])
try:
    drive(Account(0), add, chain)
except ValueError as error:
    print(error, [at.name for at in traceback.extract_tb(error.__traceback__)])

# Other types than were seen; frames that stay.
exec("print(account.pay(2.5).amount, three([], (), {}), many(*'abcdef'), plenty(*range(15)), add(1.5), looks('x', [1])[0])")
kept = account.holder()
print(kept.f_code.co_name, kept.f_locals["self"] is account, kept.f_lineno)
exec("kept = account.holder()")
print(kept.f_code.co_name, kept.f_locals["self"] is account, kept.f_lineno)
seen = []
exec("looks(7, [])")
exec("seen.append(0); looks(8, seen)")
print([[name for name, _ in one] for one in seen[1:]])

# A tracer that a callee switches on, and the recursion limit.
events = []


class Switch:
    amount = property(lambda self: sys.settrace(lambda *event: events.append(event[1])) or 5)


exec("total([Switch()]); pay(0)", {"total": account.total, "Switch": Switch, "pay": account.pay})
sys.settrace(None)
print(events)
for i in range(3000):
    chain = Link(chain)
try:
    exec("deep(chain, None)")
except RecursionError as error:
    print(error, len(traceback.extract_tb(error.__traceback__)) > 900)
print(sys.getrefcount(account) < 10, len(nonlocal_seen) > 1000)
