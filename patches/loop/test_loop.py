"""Tests the patched loop by itself, with the hooks of hooks_stub.c: counting, quickening, sampling.

usage: test_loop.py DIRECTORY-OF-adder_train.so
"""
import dis
import sys
import threading
import types
import unittest

sys.path.insert(0, sys.argv.pop(1))
import adder_train

adder_train.install()


def opcodes(function):
    return [instr.opname for instr in dis.get_instructions(function, adaptive=True)]


def fresh(function):
    """The same function with code that has never run."""
    return types.FunctionType(function.__code__.replace(), function.__globals__)


def while_loop(n):
    total = 0
    while n > 0:
        n -= 1
        total += n
    return total


def for_loop(n):
    total = 0
    for i in range(n):
        total += i
    return total


def generator(n):
    for i in range(n):
        try:
            yield i
        except KeyError:
            yield -1


def mixed(n):
    """Inlined calls, calls through C, generators, exceptions."""
    out = sorted(range(n), key=lambda x: -x)[:3]
    numbers = generator(n)
    out.append(next(numbers))
    out.append(numbers.throw(KeyError))
    out.append(sum(numbers))
    for i in range(n):
        try:
            out.append([1, 2][i])
        except IndexError as error:
            out.append(str(error))
            break
    return out


class Counting(unittest.TestCase):
    def test_while_loop_is_specialised(self):
        # Stock 3.11 never specialises it: such a loop ends in a jump that does not count.
        function = fresh(while_loop)
        self.assertEqual(function(1000), 499500)
        self.assertIn("BINARY_OP_ADD_INT", opcodes(function))

    def test_for_loop_is_specialised(self):
        function = fresh(for_loop)
        self.assertEqual(function(1000), 499500)
        self.assertIn("BINARY_OP_ADD_INT", opcodes(function))

    def test_calls_quicken(self):
        function = fresh(lambda a, b: a + b)
        for _ in range(20):
            function(1, 2)
        self.assertIn("BINARY_OP_ADD_INT", opcodes(function))

    def test_quick_forms_are_shown(self):
        function = fresh(for_loop)
        function(1000)
        self.assertIn("RESUME_QUICK", opcodes(function))
        self.assertIn("JUMP_BACKWARD_QUICK", opcodes(function))
        self.assertEqual(function.__code__.co_code, for_loop.__code__.co_code)

    def test_events_come(self):
        before = adder_train.steps()[1]
        for _ in range(10):
            fresh(while_loop)(1000)
        self.assertGreater(adder_train.steps()[1], before)


class Sampling(unittest.TestCase):
    def setUp(self):
        adder_train.sample(True)
        self.addCleanup(adder_train.sample, False)

    def steps(self, function, *args):
        before = adder_train.steps()[0]
        result = function(*args)
        return result, adder_train.steps()[0] - before

    def test_samples(self):
        result, steps = self.steps(fresh(while_loop), 1000)
        self.assertEqual(result, 499500)
        self.assertGreater(steps, 500)

    def test_results_are_the_same(self):
        adder_train.sample(False)
        expected = mixed(50)
        adder_train.sample(True)
        for _ in range(200):
            self.assertEqual(mixed(50), expected)

    def test_no_event_for_nobody(self):
        events = []

        def trace(frame, event, argument):
            events.append(event)
            return trace
        fresh(while_loop)(200)
        sys.settrace(trace)
        try:
            for_loop(3)
        finally:
            sys.settrace(None)
        traced = list(events)
        for_loop(1000)
        self.assertEqual(events, traced)
        self.assertEqual(events[0], "call")
        self.assertIn("return", events)

    def test_trace_switched_on_while_sampling(self):
        lines = []

        def trace(frame, event, argument):
            lines.append((event, frame.f_code.co_name))
            return trace

        def switch(n):
            for i in range(n):
                if i == n // 2:
                    sys._getframe().f_trace = trace
                    sys.settrace(trace)
                if i == n // 2 + 2:
                    sys.settrace(None)
            return i
        self.assertEqual(fresh_closure(switch)(500), 499)
        self.assertIn(("line", "switch"), lines)
        count = len(lines)
        while_loop(1000)
        self.assertEqual(len(lines), count)

    def test_error_texts_of_c_functions(self):
        # A profiler makes bound methods of what is called; sampling must not.
        def call(n):
            for i in range(n):
                try:
                    str.join("a", "b", "c")
                except TypeError as error:
                    text = str(error)
            return text
        adder_train.sample(False)
        expected = fresh_closure(call)(1)
        adder_train.sample(True)
        self.assertEqual(fresh_closure(call)(300), expected)

    def test_threads(self):
        results = []
        threads = [threading.Thread(target=lambda: results.append(mixed(40)[:3])) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(results, [[39, 38, 37]] * 8)


def fresh_closure(function):
    return types.FunctionType(function.__code__.replace(), function.__globals__, None,
                              function.__defaults__, function.__closure__)


if __name__ == "__main__":
    unittest.main()
