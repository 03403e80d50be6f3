# compiled: price
"""A function that gets hot, rests while its world changes, and is called again."""


class Config:
    rate = 2


def price(n):
    return n * Config.rate + len(LABEL)


LABEL = "abc"
total = 0
for i in range(1500):
    total += price(i)
print(total)
for change in (lambda: setattr(Config, "rate", 0.5), lambda: globals().update(LABEL="x"), lambda: setattr(Config, "rate", "r"),
               lambda: globals().update(LABEL=[1] * 7), lambda: setattr(Config, "rate", 3)):
    change()
    for n in (2, 3):
        try:
            print(price(n), end=" ")
        except TypeError as error:
            print(error, end=" ")
print(sum(price(i) for i in range(1500)))
