# compiled: Thing.__init__, Thing._answer, Thing.__getattr__, Thing.__setattr__, Thing.__delattr__, Thing.__getitem__, Thing.__setitem__, Thing.__delitem__, Thing.__add__, Thing.__lt__, Thing.__pos__, Thing.__bool__, Thing.__contains__, Thing.__call__, Thing.__iter__, Thing.__len__, Thing.__hash__, Thing.__repr__, Thing.__format__, Thing.__enter__, Thing.__exit__, Thing.__aenter__, Thing.__aexit__, Thing.__await__, Thing.__aiter__, Thing.__anext__, Thing.keys, Stops.__init__, Stops.__iter__, Stops.__next__, operators, unary_minus, unary_plus, unary_invert, unary_not, compare, contains, items, item_set, item_delete, attributes, attribute_set, attribute_delete, method, method_missing, calls, calls_star, star_is_bad, jumps, jump_forward_true, or_pop, and_pop, back_false, while_true, unset, cell_unset, inner, do_until, loops, loop_next, loop_iter, builds, build_set, build_map, const_keys, format_it, extends, list_extend, set_update, dict_update, dict_merge, set_add, map_add, unpacks, unpack_ex, unpack_none, locals_, delete_twice, cells, cell_delete, globals_, global_missing, global_delete, functions, imports, import_missing, import_from_missing, classes, Made, class_deref, class_name, class_delete, Refuses.__setitem__, Meta.__prepare__, Meta.__new__, Meta.__init__, class_store, class_annotated, build_class, stars, prints, matches, match_bad_class, Mapping.get, match_keys, Sized.__len__, match_len, handlers, bad_handler, groups, raises, raise_again, asserts, managers, manager_fails, Leaves.__init__, Leaves.__enter__, Leaves.__exit__, generator, generators, coroutine, async_generator, awaits, await_it, iterates, BadNext.__aiter__, BadNext.__anext__, bad_next, FailsNext.__anext__, fails_next, managed, run_coroutine, delegates, delegate, note, attempt, drive
"""Every opcode of 3.11, in functions that are called with what works and with what makes them raise: the
last line says at which opcodes something was raised.  tests/test_opcodes.py checks that none is missing."""

import asyncio
import dis
import sys

word = "global"


class Thing:
    """Does everything, or (with fail) raises at everything."""

    def __init__(self, fail=False):
        object.__setattr__(self, "fail", fail)

    def _answer(self, value):
        if self.fail:
            raise ArithmeticError
        return value

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self._answer(name)

    def __setattr__(self, name, value):
        self._answer(None)

    def __delattr__(self, name):
        self._answer(None)

    def __getitem__(self, key):
        if key == 9:
            raise IndexError
        return self._answer(1)

    def __setitem__(self, key, value):
        self._answer(None)

    def __delitem__(self, key):
        self._answer(None)

    def __add__(self, other):
        return self._answer(3)

    def __lt__(self, other):
        return self._answer(True)

    def __pos__(self):
        return self._answer(1)

    __neg__ = __invert__ = __pos__

    def __bool__(self):
        return self._answer(True)

    def __contains__(self, item):
        return self._answer(True)

    def __call__(self, *args, **kwargs):
        return self._answer((args, kwargs))

    def __iter__(self):
        return iter(self._answer([1, 2]))

    def __len__(self):
        return self._answer(2)

    def __hash__(self):
        return self._answer(7)

    def __repr__(self):
        return "Thing"

    def __format__(self, spec):
        return self._answer("formatted")

    def __enter__(self):
        return self._answer("entered")

    def __exit__(self, *args):
        return self._answer(True)

    async def __aenter__(self):
        return self._answer("entered")

    async def __aexit__(self, *args):
        return self._answer(None)

    def __await__(self):
        self._answer(None)
        yield
        return "awaited"

    def __aiter__(self):
        return self._answer(self)

    async def __anext__(self):
        raise StopAsyncIteration

    def keys(self):
        return self._answer(["a"])


class Stops:
    """An iterator that fails at the second item."""

    def __init__(self, fail):
        self.fail, self.n = fail, 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 2:
            raise ArithmeticError if self.fail else StopIteration
        return self.n


class Point:
    __match_args__ = ("x",)
    x = 1


def operators(t, f):
    return t + 1, t < 1, -t, +t, ~t, not t, 1 in t, t is f, t is not f, 1 not in t


def unary_minus(t, f):
    return -t


def unary_plus(t, f):
    return +t


def unary_invert(t, f):
    return ~t


def unary_not(t, f):
    return not t


def compare(t, f):
    return t < 1


def contains(t, f):
    return 1 in t


def items(t, f):
    x = t[0]
    t[0] = x
    del t[0]


def item_set(t, f):
    t[0] = 1


def item_delete(t, f):
    del t[0]


def attributes(t, f):
    x = t.a
    t.b = x
    del t.c
    return t.method(f) if callable(t.method) else x


def attribute_set(t, f):
    t.b = 1


def attribute_delete(t, f):
    del t.b


def method(t, f):
    return t.keys(), t.other.upper()


def method_missing(t, f):
    return t.other()


def calls(t, f):
    return t(), t(1, 2), t(1, a=2), print(end="")


def calls_star(t, f):
    return t(*[1], **{"a": 1})


def star_is_bad(t, f):
    return t(*(t if f else ()), **(5 if f else {}))


def jumps(t, f):
    n = 0
    if t:
        n += 1
    while not f:
        n += 1
        f = n > 3 or None
        if n is None or f is not None:
            break
    while n < 9:
        n += 2
    value = t and n
    other = value or t
    x = None
    while x is None:
        x = n if n > 20 else None
        n += 5
    while x is not None:
        x = None if n > 30 else x
        n += 5
    while True:
        n += 1
        if n > 40:
            break
    return n, value, other is None, n < 1 < 2


def jump_forward_true(t, f):
    if not t:
        return 1
    return 2


def or_pop(t, f):
    return t or 1


def and_pop(t, f):
    return t and 1


def back_false(t, f):
    while True:
        f = not f
        if t if f else f:
            break
    return f


def while_true(t, f):
    x = 1
    while x:
        x = t if f else 0


def unset(t, f):
    if not f:
        x = 1
    return x


def cell_unset(t, f):
    if not f:
        x = 1

    def inner():
        return x
    return x, inner()


def do_until(t, f):
    n = 0
    while not t if n else True:
        n += 1
    return n


def loops(t, f):
    return [x for x in t], {x for x in t}, {x: x for x in t}, [x for x in Stops(f)]


def loop_next(t, f):
    for x in Stops(f):
        pass
    return x


def loop_iter(t, f):
    for x in t:
        pass
    return x


def builds(t, f):
    return (t, 1), [t, 1], {1, t.a}, {"k": t, 2: 3}, {"a": 1, "b": t.b}, f"{t}{1!r:>4}", [1, 2, 3][1:t.fail or None]


def build_set(t, f):
    return len({t, f, word})


def build_map(t, f):
    return {t: 1, f: 2, word: 3}


def const_keys(t, f):
    return {"a": t, "b": f, "c": word}


def format_it(t, f):
    return f"{t:{f}}"


def extends(t, f):
    return [1, *t], {1, *t}, {**{}, "z": 2}, (*t, 5)


def list_extend(t, f):
    return [1, *t]


def set_update(t, f):
    return {1, *t}


def dict_update(t, f):
    return {"z": 1, **t}


def dict_merge(t, f):
    return t(**{"a": 1}, **(t if f else {"b": 2}))


def set_add(t, f):
    return {y for y in [t]}


def map_add(t, f):
    return {y: 1 for y in [t]}


def unpacks(t, f):
    a, b = t
    c, *d = t
    [] = ()
    return a, b, c, d


def unpack_ex(t, f):
    c, *d = t
    return c, d


def unpack_none(t, f):
    () = [1] if f else []


def locals_(t, f):
    x = y = t.a
    if f:
        del x
    x, y = y, x
    del y
    return x


def delete_twice(t, f):
    x = 1
    if f:
        del x
    del x


def cells(t, f):
    x = 1

    def inner():
        nonlocal x
        x += 1
        return x, t.a
    inner()
    if f:
        del x
    return x, inner()


def cell_delete(t, f):
    x = 1

    def inner():
        return x
    if f:
        del x
    del x


def globals_(t, f):
    global made
    made = t.a
    value = made, word, len
    del made
    return value


def global_missing(t, f):
    return nowhere if f else 1


def global_delete(t, f):
    global made
    made = 1
    del made
    if f:
        del made


def functions(t, f):
    def inner(a, b=t, *c, d=f, **e) -> int:
        return a
    return (lambda: inner)()(1)


def imports(t, f):
    import sys as system
    from os import path, sep
    return system is sys, sep


def import_missing(t, f):
    if f:
        import no_such_module


def import_from_missing(t, f):
    if f:
        from sys import no_such_name


def classes(t, f):
    class Made(Point, metaclass=type):
        label: int = 5
        own = word
        value = t.a
        again = label
        del own
    return Made.value, Made.__annotations__, Made.again


def class_deref(t, f):
    class Made:
        if f:
            inner = late
        value = 1
    late = 5
    return Made.value


def class_name(t, f):
    class Made:
        if f:
            inner = nowhere
        value = len
        if f:
            del nothing
    return Made.value


def class_delete(t, f):
    class Made:
        if f:
            del nothing


class Refuses(dict):
    def __setitem__(self, key, value):
        if key in ("value", "__annotations__") and self.get("fail"):
            raise ArithmeticError
        dict.__setitem__(self, key, value)


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases, fail=False):
        return Refuses(fail=fail)

    def __new__(cls, name, bases, space, fail=False):
        return type.__new__(cls, name, bases, dict(space))

    def __init__(cls, *args, **kwargs):
        pass


def class_store(t, f):
    class Made(metaclass=Meta, fail=f):
        value = 1


def class_annotated(t, f):
    class Made(metaclass=Meta, fail=f):
        other: int = 1


def build_class(t, f):
    space = {"__builtins__": {"range": range} if f else __builtins__, "__name__": "made"}
    exec("def make():\n    class Made: pass\n    return Made\n"
         "for i in range(3): made = make()", space)
    return space["made"].__name__


def stars(t, f):
    module = type(sys)("made_of_names")
    sys.modules["made_of_names"] = module
    module.name = 1
    if f:
        module.__all__ = ["absent"]
    space = {}
    for i in range(2):
        exec(star_code, space)
    return space["name"]


star_code = compile("for i in range(3):\n    try: pass\n    finally: pass\nfrom made_of_names import *\n",
                    "stars", "exec")


def prints(t, f):
    hook = sys.displayhook
    sys.displayhook = t if f else lambda value: None
    try:
        for i in range(2):
            exec(print_code, {})
    finally:
        sys.displayhook = hook


print_code = compile("5", "prints", "single")


def matches(t, f):
    result = []
    for subject in (5, "text", [1, 2, 3], {"a": 1}, Point(), None, (1,)):
        match subject:
            case 5 | None:
                result.append(1)
            case str(x):
                result.append(x)
            case [a, b, *rest]:
                result.append(rest)
            case {"a": value, **others}:
                result.append((value, others))
            case Point(x=y):
                result.append(y)
            case [x]:
                result.append(x)
    return result


def match_bad_class(t, f):
    match Point():
        case Point(1) if not f:
            return 1
        case Point(1, 2):
            return 2


class Mapping(dict):
    def get(self, *args):
        raise ArithmeticError


def match_keys(t, f):
    match Mapping(a=1) if f else {"a": 1}:
        case {"a": x}:
            return x


class Sized(list):
    def __len__(self):
        raise ArithmeticError


def match_len(t, f):
    match Sized([1]) if f else [1]:
        case [x]:
            return x


def handlers(t, f):
    try:
        t.a + t
    except TypeError as error:
        return type(error).__name__
    except (KeyError, ArithmeticError):
        try:
            raise
        except ArithmeticError:
            raise ValueError("new") from None
    finally:
        t.a


def bad_handler(t, f):
    try:
        raise KeyError
    except (5 if f else KeyError):
        return 1


def groups(t, f):
    try:
        raise ExceptionGroup("g", [KeyError(1), ValueError(2)])
    except* KeyError:
        pass
    except* (ExceptionGroup if f else ValueError):
        pass
    return 1


def raises(t, f):
    if f:
        raise KeyError(t.fail)


def raise_again(t, f):
    if f:
        raise


def asserts(t, f):
    assert not f, "asserted"


def managers(t, f):
    with t as value:
        raise KeyError
    return value


def manager_fails(t, f):
    with Leaves(f):
        raise KeyError


class Leaves:
    def __init__(self, fail):
        self.fail = fail

    def __enter__(self):
        pass

    def __exit__(self, *args):
        if self.fail:
            raise ArithmeticError
        return True


def generator(t, f):
    yield t
    got = yield from t
    return got


def generators(t, f):
    return len(list(generator(t, f)))


async def coroutine(t, f):
    async with t as entered:
        pass
    async for x in t:
        pass
    return await t, entered


async def async_generator(t):
    yield await t


async def awaits(t, f):
    return [x async for x in async_generator(t)], await coroutine(t, f)


async def await_it(t, f):
    return await (5 if f else t)


async def iterates(t, f):
    async for x in (5 if f else t):
        pass


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def bad_next(t, f):
    async for x in (BadNext() if f else t):
        pass


class FailsNext(BadNext):
    async def __anext__(self):
        raise KeyError


async def fails_next(t, f):
    async for x in (FailsNext() if f else t):
        pass


async def managed(t, f):
    async with (5 if f else t):
        pass


def run_coroutine(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def delegates(t, f):
    return list(delegate(t, f))


def delegate(t, f):
    yield from (5 if f else t)



MANY = [f"    x{i} = a{i} = {i}.5 if f else 'c{i}'" for i in range(300)]
space = {"word": word, "__name__": __name__}
exec("def extended(t, f):\n" + "\n".join(MANY) + "\n    for i in range(3):\n        x299 = x299 + x299[:0]"
     "\n    return x0, x299, a299\n", space)
extended = space["extended"]

SYNC = [value for name, value in list(globals().items())
        if hasattr(value, "__code__") and value.__code__.co_varnames[:2] == ("t", "f")
        and value.__code__.co_argcount == 2 and not value.__code__.co_flags & 0x2a0]
ASYNC = [value for name, value in list(globals().items())
         if hasattr(value, "__code__") and value.__code__.co_flags & 0x80
         and value.__code__.co_varnames[:2] == ("t", "f")]

raised_at = set()


def note(error):
    """The opcodes at which the frames of the traceback have raised."""
    at = error.__traceback__
    while at is not None:
        code, unit = at.tb_frame.f_code.co_code, at.tb_lasti
        while dis.opname[code[unit]] == "CACHE":
            unit -= 2
        name = dis.opname[code[unit]]
        raised_at.add("CALL" if name == "PRECALL" else name)  # some specialised forms call there
        at = at.tb_next


def attempt(function, fail):
    try:
        result = function(Thing(fail), fail)
        return run_coroutine(result) if hasattr(result, "send") else repr(result)[:60]
    except Exception as error:
        note(error)
        return repr(error)[:60]


def drive(n):
    lines = []
    for i in range(n):
        lines = [(function.__name__, attempt(function, False), attempt(function, True))
                 for function in SYNC + ASYNC]
    return lines


if __name__ == "__main__":
    for line in drive(12):
        print(*line)
    print(sorted(raised_at))
