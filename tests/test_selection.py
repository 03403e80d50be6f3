#!/usr/bin/python3.11
"""Selection, feedback and the judge of exits: what is compiled when, and how often again.

Each program runs under ./adder and looks at adder.stats() of itself."""

import sys

import harness
from harness import ADDER
from test_control import AT_ONCE, Case, run

SOON = {"ADDER_SYNC": "1", "ADDER_THRESHOLD": "40,200", "ADDER_MODULES": "__main__"}


class Selection(Case):
    def lines(self, text, **env):
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], **{**SOON, **env})
        self.assertEqual((stderr, status), ("", 0))
        return stdout.splitlines()

    def test_threshold_of_calls(self):
        self.assertEqual(self.lines("""
            import adder
            def f(x): return x + 1
            for i in range(35): f(i)
            print(adder.is_compiled(f))
            for i in range(10): f(i)
            print(adder.is_compiled(f))
            """), ["False", "True"])

    def test_loop_of_one_call(self):
        """A loop is compiled while its function runs for the first time."""
        self.assertEqual(self.lines("""
            import adder
            def f(n):
                i = 0
                while i < n: i += 1
                return i
            print(f(100000), adder.is_compiled(f))
            units = [u for u in adder.stats()["units"] if u["name"] == "__main__:f"]
            print(len(units), units[0]["entry"] > 0, units[0]["entered"])
            """), ["100000 True", "1 True 1"])

    def test_budget(self):
        """By default what is lukewarm is left to the interpreter, and a loop that goes on is compiled, then the function
        that it is in; without a budget all are.  Counts are far from where the time that compilations take on a busy
        machine could move the bounds."""
        text = """
            import adder
            def lukewarm(text): return text.strip().upper() + "!"
            for i in range(4000): lukewarm("x")
            def hot(n):
                i = total = 0
                while i < n:
                    total += i * 3 % 7
                    i += 1
                return total
            hot(8000000)
            units = [u for u in adder.stats()["units"] if u["name"] == "__main__:hot"]
            print(adder.is_compiled(lukewarm), len(units) == 1 and units[0]["entry"] > 0)
            for i in range(40): hot(1000000)
            units = [u for u in adder.stats()["units"] if u["name"] == "__main__:hot"]
            print([u["entry"] > 0 for u in units] == [True, False])
            """
        usual = {"ADDER_MODULES": "__main__"}
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], **usual)
        self.assertEqual((stdout.splitlines(), stderr, status), (["False True", "True"], "", 0))
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], **usual, ADDER_BUDGET="0")
        self.assertEqual((stdout.splitlines()[0], stderr, status), ("True True", "", 0))

    def test_what_is_called_again_is_compiled_from_its_beginning(self):
        """A hot loop waits for the next call of its function, whose unit has the loop too."""
        text = """
            import adder
            def often(n):
                total = 0
                for i in range(n):
                    total += i * 3 % 7
                return total
            for i in range(100): often(20000)
            adder.wait()
            print([u["entry"] for u in adder.stats()["units"] if u["name"] == "__main__:often"])
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_MODULES="__main__", ADDER_SYNC="1")
        self.assertEqual((stdout, stderr, status), ("[0]\n", "", 0))

    def test_loops_beside_a_hot_one_are_looked_at(self):
        """A loop that turns a hundred times less often than the one behind it is not taken for one that never runs."""
        text = """
            import adder
            def sums(rows, n):
                first = second = 0
                for row in rows:
                    for k in range(4):
                        first += row * k
                    i = 0
                    while i < n:
                        second += i * row % 7
                        i += 1
                return first, second
            for i in range(40): sums(list(range(50)), 400)
            adder.wait()
            print([u["entry"] for u in adder.stats()["units"] if u["name"] == "__main__:sums"], adder.stats()["exits"])
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_MODULES="__main__", ADDER_SYNC="1")
        self.assertEqual((stdout, stderr, status), ("[0] 0\n", "", 0))

    def test_types_of_parameters_are_seen_before_anything_is_compiled(self):
        """What a function is called with in turn is not found out by thirty exits."""
        text = """
            import adder
            def look(self, value):
                return self
            def kinds(value):
                return look(1, value), value
            values = [1, "a", 2.5]
            for i in range(3000):
                kinds(values[i % 3])
            adder.wait()
            print(adder.is_compiled(kinds), adder.stats()["exits"])
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_MODULES="__main__", ADDER_SYNC="1",
                                     ADDER_BUDGET="0")
        self.assertEqual((stdout, stderr, status), ("True 0\n", "", 0))

    def test_keywords_that_come_in_a_dict_are_not_expected_to_be_none(self):
        """What DICT_MERGE has merged is known before the call is compiled."""
        text = """
            import adder
            def called(a, *, b=1): return a + b
            def caller(n, named):
                total = 0
                for i in range(n):
                    total += called(i, **named)
                return total
            for i in range(40): caller(9000, {"b": 4})
            adder.wait()
            print(adder.is_compiled(caller), adder.stats()["exits"])
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_MODULES="__main__", ADDER_SYNC="1")
        self.assertEqual((stdout, stderr, status), ("True 0\n", "", 0))

    def test_recursion_limit_whenever_compiled(self):
        """What is inlined where depends on when; the limit does not (rule 18)."""
        program = str(harness.ROOT / "tests/corpus/inline_recursion_depth.py")
        expected = run([harness.STOCK, program])
        for threshold in (1, 5, 10, 20, 50, 200):
            got = run([ADDER, program], ADDER_SYNC="1", ADDER_THRESHOLD=f"{threshold},{threshold}", ADDER_BUDGET="0")
            self.assertEqual(got, expected, threshold)

    def test_what_always_runs_is_not_cold(self):
        """A generator whose beginning nobody saw, since it was looked at in the middle, is put in with its beginning."""
        text = """
            import adder
            def numbers(n):
                for i in range(n):
                    yield i
            def consume(n):
                total = 0
                for value in numbers(n):
                    total += value % 97
                return total
            for k in range(20): consume(20000)
            print(adder.is_compiled(consume), adder.stats()["exits"])
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_MODULES="__main__", ADDER_SYNC="1")
        self.assertEqual((stdout, stderr, status), ("True 0\n", "", 0))

    def test_what_comes_in_an_inlined_callee_is_learnt(self):
        """What the callee's frame holds is looked at before it goes on: nothing leaves when the code is made again."""
        text = """
            import adder
            class One:
                value = 1
            class Two(One):
                value = 2
            one, two = One(), Two()
            def same(x): return x
            def get(thing): return thing.value
            def generator(xs): return all(same(x) for x in xs)
            def method(thing): return get(thing) + 1
            def drive(n, xs, *things):
                for i in range(n):
                    generator(xs)
                    for thing in things: method(thing)
            adder.skip(drive)
            drive(3000, (), one)
            drive(900, (1, 2, 3), two)
            before = adder.stats()["exits"]
            drive(900, (1, 2, 3), one, two)
            print(adder.stats()["exits"] - before, adder.is_compiled(generator), adder.is_compiled(method), before)
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_SYNC="1", ADDER_BUDGET="0",
                                     ADDER_MODULES="__main__")
        self.assertEqual((stdout, stderr, status), ("0 True True 60\n", "", 0))

    def test_a_loop_that_had_not_run_is_learnt(self):
        """Code made while lists were empty leaves where its loop begins, and is made again when they are not."""
        text = """
            import adder
            def total(xs):
                n = 0
                if xs:
                    for x in xs:
                        n += x
                return n
            def drive(n, xs):
                for i in range(n): total(xs)
            adder.skip(drive)
            drive(3000, ())
            early = adder.is_compiled(total)
            drive(900, (1, 2, 3))
            before = adder.stats()["exits"]
            drive(900, (1, 2, 3))
            print(adder.stats()["exits"] - before, early, adder.is_compiled(total), before, total((1, 2, 3)))
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_SYNC="1", ADDER_BUDGET="0",
                                     ADDER_MODULES="__main__")
        self.assertEqual((stdout, stderr, status), ("0 True True 30 6\n", "", 0))

    def test_behind_a_call_that_had_not_run(self):
        """What only that call led to, in other blocks, is left with it and not looked at any more."""
        text = """
            import adder
            def tree(n, other, weight):
                if n <= 0:
                    return n
                return tree(n - 1, None, weight) + tree(n - 2, other or n, weight)
            def often(times, function, *arguments):
                for turn in range(times):
                    try:
                        result = function(*arguments)
                    except TypeError as error:
                        result = error
                return result
            print(often(40, tree, 3, 2, 9.5), often(4, tree, 9, 2, 9.5), adder.is_compiled(tree))
            """
        for threshold in ("10,20", "6,9", "3,5"):
            stdout, stderr, status = run([ADDER, self.write("program.py", text)], ADDER_SYNC="1", ADDER_THRESHOLD=threshold)
            self.assertEqual((stdout, stderr, status), ("-2 -34 True\n", "", 0), threshold)

    def test_what_fails_seldom_but_always_is_learnt(self):
        """One call in fifty has another class: too few to give code up at once, too many to leave for ever."""
        text = """
            import adder
            class Usual:
                __slots__ = "field",
            class Other:
                def __init__(self):
                    self.field = 3
            usual, other = Usual(), Other()
            usual.field = 2
            def get(thing):
                return thing.field
            def turn(n):
                total = 0
                for _ in range(n):
                    for _ in range(49):
                        total += get(usual)
                    total += get(other)
                return total
            adder.skip(turn)
            for _ in range(2000): get(usual)
            print(turn(3900), adder.stats()["exits"])
            print(turn(3900), adder.stats()["exits"])
            print(turn(3900), adder.stats()["exits"], adder.is_compiled(get))
            """
        stdout, stderr, status = run([ADDER, self.write("program.py", text)], **SOON)
        self.assertEqual((stdout, stderr, status),
                         ("393900 3900\n393900 4000\n393900 4000 True\n", "", 0))

    def test_new_global_keeps_units(self):
        """Names that come later do not send compiled code back."""
        self.assertEqual(self.lines("""
            import adder
            K = 3
            def f(xs): return len(xs) * K
            for i in range(100): f([1])
            for i in range(200): globals()[f"later{i}"] = i; f([1])
            print(adder.stats()["exits"], f([1, 2]), adder.is_compiled(f))
            len = lambda xs: 50
            print(f([1]))
            """), ["0 6 True", "150"])

    def test_new_types_are_learnt(self):
        """A guard that fails often: compiled again with what was seen, and it ends."""
        out = self.lines("""
            import adder
            def f(a, b): return a * b + a
            for i in range(100): f(i, 2)
            for i in range(1000): f(i + 0.5, 2)
            for i in range(1000): f("a", 2)
            for i in range(1000): f(i, 2.5); f(i, i); f(i + 0.5, i)
            stats = adder.stats()
            units = [u for u in stats["units"] if u["name"] == "__main__:f"]
            print(1 < len(units) <= 7, stats["exits"] < 300)
            """)
        self.assertEqual(out, ["True True"])

    def test_overflow_is_not_speculated_for_ever(self):
        self.assertEqual(self.lines("""
            import adder
            def f(a, b): return a * b
            for i in range(200): f(i, i)
            for i in range(2000): f(1 << 62, i + 4)
            print(adder.stats()["exits"] < 100, f(1 << 62, 4) == 1 << 64)
            """), ["True True"])

    def test_several_classes_at_one_site(self):
        self.assertEqual(self.lines("""
            import adder
            classes = [type(f"C{i}", (), {"v": i, "m": lambda self: self.v}) for i in range(4)]
            def f(o): return o.m() + o.v
            for i in range(3000): f(classes[i % 4]())
            print(adder.stats()["exits"] < 200, f(classes[3]()))
            """), ["True 6"])

    def test_functions_are_refused_once(self):
        self.assertEqual(self.lines("""
            import adder
            exec("def long(x):\\n" + " x += 1\\n" * 5000)
            for i in range(100): long(i)
            print(adder.stats()["declined"])
            """), ["{'__main__:long': 'too long'}"])

    def test_generators_are_entered_behind_each_yield(self):
        self.assertEqual(self.lines("""
            import adder
            def g(n):
                for i in range(n):
                    yield i
                    yield -i
            for i in range(3): total = sum(g(3000))
            print(total, adder.is_compiled(g), adder.stats()["declined"], adder.stats()["loop_units"] > 1)
            """), ["0 True {} True"])

    def test_list_of_functions(self):
        listed = self.write("list", "__main__:f\n")
        self.assertEqual(self.lines("""
            import adder
            def f(x): return x + 1
            def g(x): return x + 2
            for i in range(100): f(i); g(i)
            print(adder.is_compiled(f), adder.is_compiled(g), adder.explain(g))
            """, ADDER_LIST=listed),
            ["True False not compiled: not on the list (ADDER_LIST, adder.only)"])

    def test_pause(self):
        self.assertEqual(self.lines("""
            import adder
            def f(x): return x + 1
            for i in range(100): f(i)
            before = adder.stats()["units"][0]["entered"]
            with adder.pause():
                for i in range(100): f(i)
            print(adder.stats()["units"][0]["entered"] == before, adder.is_enabled())
            """), ["True True"])

    def test_code_and_its_machine_code_die(self):
        self.assertEqual(self.lines("""
            import adder
            for turn in range(5):
                space = {"__name__": "__main__"}
                exec("def f(x): return x + 1", space)
                for i in range(100): space["f"](i)
                assert adder.is_compiled(space["f"])
                del space
            import gc; gc.collect()
            stats = adder.stats()
            live = [u for u in stats["units"] if u["name"] == "__main__:f" and u["live"]]
            print(stats["units_freed"] >= 5, len(live))
            """), ["True 0"])

    def test_little_code_memory(self):
        self.assertEqual(self.lines("""
            import adder
            def f(x): return x + 1
            def g(x): return x + 2
            for i in range(100): f(i)
            for i in range(100): g(i)
            print(adder.is_compiled(f), adder.explain(g).split(chr(10))[0])
            """, ADDER_MAX_CODE="1"),
            ["True not compiled: the code memory is full (ADDER_MAX_CODE)"])

    def test_sub_interpreter(self):
        self.assertEqual(self.lines("""
            import _xxsubinterpreters as sub
            id = sub.create()
            sub.run_string(id, '''if 1:
                def f(n):
                    t = 0
                    for i in range(n): t += i
                    return t
                for k in range(100): f(100)
                print(f(100), flush=True)''')
            sub.destroy(id)
            print("done")
            """, **AT_ONCE), ["4950", "done"])


def main():
    harness.need_adder()
    return harness.run_unittest()


if __name__ == "__main__":
    sys.exit(main())
