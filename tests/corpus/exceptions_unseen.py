# compiled: Mourned.__del__, Key.__eq__, Dying.__init__, Dying.__del__, raised, bare_class, derived, check, called, look_up, first_or, kept, named, seen_sometimes, context, handled_outside, rebinds, argument_dies, mourned, later, shadowed, arguments, finally_too, items, no_match, traced
# hot: raised, look_up
"""Exceptions that only a handler of the same function sees, and that need not be made: what leaves in the handler, keys
that compare by Python code, classes that change, who looks all the same (semantics rules 48, 49, 53)."""
import sys
import traceback


class Plain(Exception):
    pass


class Derived(Plain):
    pass


class Later(Exception):
    pass


class Mourned(Exception):
    def __del__(self):
        deaths.append(sys.exc_info()[0])


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        looked.append((self.value, other))
        return other == self.value


class Dying:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        deaths.append((self.name, sys.exc_info()[0]))


deaths = []
looked = []


def raised(n, step):
    caught = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError:
            caught += step
    return caught


def bare_class(n):
    caught = total = 0
    for i in range(n):
        try:
            if i % 3:
                raise Plain
            total += i
        except (Plain, KeyError):
            caught += 1
        except Exception:
            caught += 1000
    return caught, total


def derived(n):
    caught = 0
    for i in range(n):
        try:
            raise Derived(i, "text")
        except KeyError:
            caught += 1000
        except Plain:
            caught += 1
    return caught


def check(i, most):
    if i % 3 == 0:
        raise OverflowError(i, most)
    return i


def called(n, most):
    caught = total = 0
    for i in range(n):
        try:
            total += check(i, most)
        except OverflowError:
            caught += most
    return caught, total


def look_up(table, keys):
    there = absent = 0
    for key in keys:
        try:
            there += table[key]
        except KeyError:
            absent += 1
    return there, absent


def first_or(table, keys, other):
    for key in keys:
        try:
            return table[key]
        except KeyError:
            other = other + 1
    return other


def kept(n):
    last = None
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as error:
            last = error
    return last.args, last.__traceback__.tb_lineno - kept.__code__.co_firstlineno


def named(n):
    caught = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as error:
            caught += 1
    return caught, sorted(locals())


def seen_sometimes(n, at):
    found = []
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError:
            if i == at:
                found.append(traceback.format_exc())
    return found


def context(n):
    contexts = 0
    for i in range(n):
        try:
            try:
                raise ValueError(i)
            except ValueError:
                raise KeyError(i)
        except KeyError as error:
            contexts += error.__context__.args[0]
    return contexts


def handled_outside(n):
    seen = []
    try:
        raise TypeError("outer")
    except TypeError:
        for i in range(n):
            try:
                raise ValueError(i)
            except ValueError:
                pass
        seen.append(sys.exc_info()[0])
    seen.append(sys.exc_info()[0])
    return seen


def rebinds(n):
    held = None
    for i in range(n):
        if i % 500 == 0:
            held = Dying(i)
        try:
            raise ValueError(i)
        except ValueError:
            held = None
    return held


def argument_dies(n):
    for i in range(n):
        try:
            raise ValueError(Dying(i) if i % 500 == 0 else i)
        except ValueError:
            pass


def mourned(n):
    for i in range(n):
        try:
            raise Mourned(i)
        except Mourned:
            pass


def later(n, change):
    caught = 0
    for i in range(n):
        if i == change:
            Later.__init__ = lambda self, value: looked.append(value)
        try:
            raise Later(i)
        except Later:
            caught += 1
    return caught


def shadowed(n, change):
    caught = 0
    for i in range(n):
        if i == change:
            globals()["ValueError"] = Plain
        try:
            raise ValueError(i)
        except Plain:
            caught += 1
        except Exception:
            caught += 10000
    return caught


def arguments(n):
    seen = []
    caught = 0
    for i in range(n):
        try:
            raise ValueError(seen.append(i), len(seen))
        except ValueError:
            caught += len(seen)
    return caught, len(seen)


def finally_too(n):
    caught = total = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError:
            caught += 1
        finally:
            total += 2
    return caught, total


def items(n):
    for i in range(n):
        try:
            if i % 2:
                raise Plain(i)
            yield i
        except Plain:
            yield -i


def no_match(n):
    caught = 0
    for i in range(n):
        try:
            try:
                raise Plain(i)
            except KeyError:
                caught += 100000
        except Plain:
            caught += 1
    return caught


def traced(n, start):
    caught = 0
    for i in range(n):
        if i == start:
            tracer_on()
        try:
            raise ValueError(i)
        except ValueError:
            caught += 1
    sys.settrace(None)
    return caught


def tracer_on():
    def local(frame, event, argument):
        if event == "exception":
            looked.append(argument[0])
        return local
    sys._getframe(1).f_trace = local
    sys.settrace(lambda frame, event, argument: None)


def main():
    deaths.clear()
    looked.clear()
    big = sys.maxsize // 1500
    print(raised(3000, 1), raised(3000, big), raised(2000, 0.5), raised(10, "a" == "a"))
    try:
        raised(10, "text")
    except TypeError as error:
        step = error.__traceback__
        print(error, type(error.__context__), [f.lineno - raised.__code__.co_firstlineno
                                               for f in traceback.extract_tb(step)[1:]])
    print(bare_class(3000), derived(3000))
    print(called(3000, 1), called(3000, big), called(3000, 1.5))
    try:
        called(10, None)
    except TypeError as error:
        print([(f.name, f.lineno - called.__code__.co_firstlineno) for f in traceback.extract_tb(error.__traceback__)],
              [(f.name, f.lineno - called.__code__.co_firstlineno)
               for f in traceback.extract_tb(error.__context__.__traceback__)])

    numbers = {i: i for i in range(0, 3000, 2)}
    print(look_up(numbers, range(3000)), look_up(numbers, [2**70, 2**70 + 1, True, 4.0, 5.0, -1, "a"]))
    words = {str(i): i for i in range(0, 3000, 2)}
    print(look_up(words, [str(i) for i in range(3000)]), look_up(words, [1, "2", None]))
    mixed = {1: 1, "1": 10, 2.0: 100, None: 1000, (1,): 5, True + 7: 3}
    print(look_up(mixed, [1, 2, 3, 4] * 500), look_up(mixed, ["1", "2"] * 500))
    strange = {Key(1): 1, 2: 2, Key("x"): 3}
    print(look_up(strange, [1, 2, 3, 1] * 200), look_up(strange, ["x", "y"] * 200), len(looked), looked[:3])
    looked.clear()
    own = {}
    own[1] = own
    print(first_or(own, [1], 0) is own, [first_or(own, [2, 3], i) for i in range(1500)][-1])
    try:
        look_up(numbers, [1, []])
    except TypeError as error:
        print(error)

    print(kept(3000), named(3000))
    print([text.count("ValueError: 77") for text in seen_sometimes(3000, 77)], seen_sometimes(2000, -1))
    print(context(2000), handled_outside(3000))
    print(rebinds(2000), deaths)
    deaths.clear()
    argument_dies(2000)
    print(deaths)
    deaths.clear()
    mourned(1500)
    print(len(deaths), set(deaths))
    print(later(3000, -1), later(3000, 2000), len(looked), looked[-1])
    looked.clear()
    print(shadowed(3000, -1), shadowed(3000, 2000))
    del globals()["ValueError"]
    print(arguments(2000), finally_too(3000), sum(items(3000)), no_match(2000))
    print(traced(3000, 2500), len(looked), set(looked))


main()
main()
