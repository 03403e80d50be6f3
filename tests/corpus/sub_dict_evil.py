# compiled: Key.__init__, Key.__hash__, Key.__eq__, get, put
"""Keys whose __hash__ and __eq__ run Python, change the dict, or raise."""


class Key:
    def __init__(self, n, action=None):
        self.n = n
        self.action = action

    def __hash__(self):
        return self.n % 8

    def __eq__(self, other):
        if self.action:
            self.action()
        return self.n == getattr(other, "n", None)


def get(d, key):
    return d[key]


def put(d, key, value):
    d[key] = value


d = {}
for i in range(200):
    put(d, Key(i), i)
print(len(d), sum(get(d, Key(i)) for i in range(200)))


def boom():
    raise ZeroDivisionError("in __eq__")


for f in (lambda: get(d, Key(3, boom)), lambda: put(d, Key(3, boom), 1)):
    try:
        f()
    except ZeroDivisionError as error:
        print(error)
small = {Key(1): 1, Key(9): 2, Key(17): 3}
try:
    print(get(small, Key(25, small.clear)))
except KeyError:
    print("gone", len(small))
