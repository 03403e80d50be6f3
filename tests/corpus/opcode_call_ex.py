# compiled: f, call, only_args
"""CALL_FUNCTION_EX with every kind of iterable and mapping, to Python and C callables and classes."""


class Map:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


def f(*args, **kw):
    return args, sorted(kw.items())


def call(g, args, kw):
    return g(*args, **kw)


def only_args(g, args):
    return g(*args)


for i in range(600):
    result = call(f, (i, 1), {"a": i}), only_args(max, [1, i]), call(dict, [], {"x": i}), only_args(divmod, (i, 7))
print(result)
for args, kw in (([1], {}), (range(2), {"z": 1}), ("ab", Map()), ({1: 2}, {}), (iter([1]), {"k": None}), ((), {}), ((x for x in [5]), {})):
    print(call(f, args, kw))
for g, args, kw in ((f, 5, {}), (f, [], 5), (f, [], {1: 2}), (len, [], {}), (len, [1, 2], {}), (None, [], {}), (f, None, {}), (int, ["1"], {"x": 1})):
    try:
        call(g, args, kw)
    except TypeError as error:
        print(error)
