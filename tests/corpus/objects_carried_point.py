# compiled: last_of
"""An object of a loop that is wanted behind it as one thing or another: the state that is gone back to from where it
is made names what the turn before left."""


class Spot:
    __slots__ = ("a", "b", "rest")

    def __init__(self, a, b=0.5):
        self.a = a
        self.b = b


OTHER = Spot(7)


def last_of(turns, sign, things):
    flag = 5.09 >= sign
    i = 0
    while i < 5:
        i += 1
        last = Spot(-1, float("2.5"))
    total = -2
    for thing in [(OTHER if flag else OTHER), Spot(255, 0.13), things, OTHER]:
        total += thing.a
        thing.a = total % 1000
    return total, last.a if turns > 3 else i


for turns in range(6):
    for _ in range(40):
        result = last_of(turns, 1e308, Spot(turns))
    print(result)
    try:
        print(last_of(turns, 1.0, {"a": 1}))
    except AttributeError as e:
        print(e)
float = lambda text: len(text)
print(last_of(9, 1e308, OTHER), OTHER.a)
