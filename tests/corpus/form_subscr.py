# compiled: Own.__getitem__, Own.__setitem__, list_int, tuple_int, dict_any, own, store_list, store_dict
"""The specialised forms of BINARY_SUBSCR and STORE_SUBSCR, trained and then missed."""


class Own:
    def __getitem__(self, i):
        return i, "own"

    def __setitem__(self, i, value):
        self.last = i, value


def list_int(items, i):
    return items[i]


def tuple_int(items, i):
    return items[i]


def dict_any(items, i):
    return items[i]


def own(items, i):
    return items[i]


def store_list(items, i, value):
    items[i] = value


def store_dict(items, i, value):
    items[i] = value


trained = [(list_int, [1, 2]), (tuple_int, (1, 2)), (dict_any, {0: 1, 1: 2}), (own, Own())]
for f, items in trained:
    for i in range(600):
        f(items, i % 2)
for i in range(600):
    store_list([1, 2], i % 2, i)
    store_dict({}, i, i)
for f, _ in trained:
    for items in ([1, 2], (1, 2), {0: 1, 1: 2}, Own(), "ab", b"ab", range(5, 9), 5):
        for i in (0, 1, -1, 2, True, 0.5, 2 ** 70):
            try:
                result = f(items, i)
            except (TypeError, IndexError, KeyError) as error:
                result = type(error).__name__
            print(result, end=" ")
    print()
for f in (store_list, store_dict):
    for items in ([1, 2], {0: 1}, Own(), (1, 2), bytearray(b"ab"), "ab"):
        for i in (0, -1, 2, 0.5, 2 ** 70):
            try:
                f(items, i, 7)
            except (TypeError, IndexError) as error:
                print(type(error).__name__, end=" ")
        print(items if not isinstance(items, Own) else items.last)
