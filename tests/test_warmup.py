#!/usr/bin/python3.11
"""The statistics of warm-up: against exhaustive search, and on series whose truth is known."""

import math
import random
import sys
import unittest

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import harness

sys.path.insert(0, str(harness.ROOT / "bench"))
from lib import warmup  # noqa: E402


def optimal(values, penalty):
    """Least penalised cost of all partitions, and the cost of one: O(n^2), nothing pruned."""
    n = len(values)
    cost = warmup.NormalCost(values)
    best = [-penalty] + [math.inf] * n
    for end in range(warmup.SHORTEST_SEGMENT, n + 1):
        for start in range(0, end - warmup.SHORTEST_SEGMENT + 1):
            if math.isfinite(best[start]):
                total = best[start] + float(cost(np.array([start]), end)[0]) + penalty
                best[end] = min(best[end], total)
    return best[n]


def cost_of(values, changes, penalty):
    cost = warmup.NormalCost(values)
    bounds = [0] + changes + [len(values)]
    return sum(float(cost(np.array([low]), high)[0]) + penalty
               for low, high in zip(bounds, bounds[1:])) - penalty


def series(*parts, seed=1, noise=0.01):
    """(mean, length) pairs as times with a little noise."""
    source = random.Random(seed)
    return [mean * (1 + noise * source.gauss(0, 1)) for mean, length in parts
            for _ in range(length)]


class Pelt(unittest.TestCase):
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(st.floats(0.001, 10), st.integers(1, 12)), min_size=1, max_size=5),
           st.integers(0, 1000), st.sampled_from([0.5, 3.0, 15.0]))
    def test_finds_the_optimum(self, parts, seed, penalty):
        values = series(*parts, seed=seed, noise=0.05)
        if len(values) < 2 * warmup.SHORTEST_SEGMENT:
            self.assertEqual(warmup.pelt(values, penalty), [])
            return
        changes = warmup.pelt(values, penalty)
        self.assertAlmostEqual(cost_of(values, changes, penalty), optimal(values, penalty),
                               delta=1e-6 * (1 + abs(optimal(values, penalty))))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.floats(0.001, 10), min_size=0, max_size=40))
    def test_segments_have_their_length(self, values):
        bounds = [0] + warmup.pelt(values, 1.0) + [len(values)]
        if len(bounds) > 2:
            self.assertGreaterEqual(min(b - a for a, b in zip(bounds, bounds[1:])),
                                    warmup.SHORTEST_SEGMENT)

    def test_known_changepoints(self):
        self.assertEqual(warmup.pelt(series((1, 60), (0.5, 50), (0.7, 40))), [60, 110])


class Outliers(unittest.TestCase):
    def test_a_spike_is_one_and_a_shift_is_none(self):
        times = series((1, 300))
        times[77] = 3.0
        self.assertEqual(warmup.outliers(times), [77])
        self.assertEqual(warmup.outliers(series((1, 150), (0.5, 150))), [])


class Classes(unittest.TestCase):
    KNOWN = [
        (warmup.FLAT, [(1, 200)], 0),
        (warmup.WARMUP, [(3, 10), (1, 190)], 10),
        (warmup.WARMUP, [(3, 10), (2, 20), (1, 170)], 30),
        (warmup.SLOWDOWN, [(1, 50), (1.3, 150)], 50),
        (warmup.SLOWDOWN, [(3, 20), (0.9, 40), (1, 140)], 60),
        (warmup.UNSTEADY, [(1, 170), (2, 30)], None),
    ]

    def test_known_series(self):
        for kind, parts, start in self.KNOWN:
            with self.subTest(kind=kind, parts=parts):
                verdict = warmup.classify(series(*parts))
                self.assertEqual((verdict.kind, verdict.steady_from), (kind, start))
                if start is not None:
                    self.assertAlmostEqual(verdict.steady, parts[-1][0], delta=0.01)

    def test_many_seeds(self):
        for seed in range(30):
            for kind, parts, start in self.KNOWN:
                verdict = warmup.classify(series(*parts, seed=seed))
                self.assertEqual(verdict.kind, kind, (seed, parts))

    def test_executions_that_differ_are_inconsistent(self):
        runs = [series((1, 200)), series((2, 50), (1, 150)), series((1, 200), seed=2)]
        kind, counts = warmup.classify_all(runs)
        self.assertEqual(kind, warmup.INCONSISTENT)
        self.assertEqual(counts, {warmup.FLAT: 2, warmup.WARMUP: 1})
        self.assertEqual(warmup.classify_all(runs[::2])[0], warmup.FLAT)


class Intervals(unittest.TestCase):
    def test_they_hold_the_truth(self):
        held = 0
        for seed in range(40):
            runs = [series((2, 40), seed=seed * 10 + k, noise=0.05) for k in range(5)]
            interval = warmup.bootstrap(runs, warmup.mean_of_means, seed, rounds=300)
            self.assertLessEqual(interval.low, interval.value)
            self.assertLessEqual(interval.value, interval.high)
            held += interval.low <= 2 <= interval.high
        self.assertGreaterEqual(held, 36)

    def test_ratio(self):
        base = [np.array(series((2, 50), seed=k)) for k in range(3)]
        mine = [np.array(series((0.5, 50), seed=k + 9)) for k in range(3)]
        interval = warmup.ratio(base, mine, 1, rounds=300)
        self.assertTrue(interval.low < 4 < interval.high, interval)
        self.assertLess(interval.high / interval.low, 1.05)

    def test_geometric_mean(self):
        mean = warmup.geometric_mean([warmup.Interval(2, 1.9, 2.1), warmup.Interval(8, 7.6, 8.4)], 1)
        self.assertAlmostEqual(mean.value, 4)
        self.assertTrue(3.8 < mean.low < 4 < mean.high < 4.2)
        self.assertIsNone(warmup.geometric_mean([], 1))


class BreakEven(unittest.TestCase):
    def test_when_the_sum_is_caught_up(self):
        self.assertEqual(warmup.break_even([1, 1, 1, 1, 1], [2, 1, 0.5, 0.2, 0.2]), 3)
        self.assertEqual(warmup.break_even([1, 1], [1, 0.5]), 0)
        self.assertIsNone(warmup.break_even([1, 1, 1], [3, 1, 0.9]))


if __name__ == "__main__":
    sys.exit(harness.run_unittest())
