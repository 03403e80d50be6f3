# compiled: Shows.__getitem__, Shows.__setitem__, Shows.__delitem__, get, put, drop
"""Slice objects passed to __getitem__, __setitem__ and __delitem__ of one's own."""


class Shows:
    def __getitem__(self, i):
        return i

    def __setitem__(self, i, value):
        self.log = i, value

    def __delitem__(self, i):
        self.log = i


def get(thing, a, b, c):
    return thing[a:b], thing[a:b:c], thing[:], thing[a:], thing[:b], thing[::c], thing[a:b, c]


def put(thing, a, b, value):
    thing[a:b] = value
    thing[a:b:2] = value
    return thing.log


def drop(thing, a):
    del thing[a:]
    return thing.log


thing = Shows()
for i in range(600):
    result = get(thing, i, None, 0.5), put(thing, i, "b", None), drop(thing, i)
print(*result, sep="\n")
print(get(thing, [], {}, ()))
