# compiled: one, length, instance, append, convert, methods
"""The forms of CALL for builtins: O, FAST, KW, method descriptors, len, isinstance, list.append, str, type, tuple."""


def one(f, x):
    return f(x)


def length(x):
    return len(x)


def instance(x, kind):
    return isinstance(x, kind)


def append(items, x):
    items.append(x)
    return items


def convert(x):
    return str(x), type(x), tuple(x)


def methods(x, y):
    return x.upper(), x.replace(y, "_"), x.split(y), x.startswith(y), x.encode(encoding="ascii", errors="replace")


class Sized:
    def __len__(self):
        return 5

    upper = lambda self: "own upper"
    replace = split = startswith = lambda self, *args: "own"
    encode = lambda self, **kwargs: kwargs


class Appender:
    def append(self, x):
        self.x = x


for i in range(700):
    result = (one(abs, -i), length("abc"), instance(i, int), append([], i), convert("ab"), methods("a b c", "b"), one(hex, i))
print(result)
for x in ("ab", [1], (2,), {3: 4}, Sized(), 5, None, range(3)):
    for f in (length, lambda x: instance(x, (int, str)), lambda x: append(x, 1), convert, lambda x: methods(x, "b")):
        try:
            value = f(x)
            print(value if not isinstance(value, Sized) else "Sized", end=" ")
        except (TypeError, AttributeError) as error:
            print(f"[{error}]", end=" ")
    print()
print(append(Appender(), 5).x)
