"""What a series of iteration times says about warm-up.

The method is that of Barrett, Bolz-Tereick, Killick, Mount and Tratt, "Virtual Machine Warmup Blows
Hot and Cold" (OOPSLA 2017): outliers by a sliding window, changepoints in mean and variance by PELT
with a penalty of 15 ln n, and a class for each process execution from how the segments compare
with the last one.  Times are seconds, indices count from 0.  No I/O here.
"""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

OUTLIER_WINDOW = 200
OUTLIER_SPREAD = 3.0
LONG_RUN = 3
PENALTY_FACTOR = 15.0
SHORTEST_SEGMENT = 2
LEAST_VARIANCE = 1e-18  # of times in seconds: a nanosecond squared; the logarithm needs a floor
SAME_SECONDS = 0.001    # means closer than this are one speed, as in the paper
SAME_SHARE = 0.01       # ... but not for iterations of a few milliseconds
STEADY_SHARE = 0.25     # the last segment has to begin before the last quarter
CONFIDENCE = 0.99

FLAT, WARMUP, SLOWDOWN, UNSTEADY = "flat", "warmup", "slowdown", "no steady state"
INCONSISTENT = "inconsistent"


# ---- Outliers -------------------------------------------------------------------------------------


def outliers(times):
    """Indices of iterations that lie outside the median of their neighbours by more than three times the
    distance between the 10th and the 90th percentile there.

    Other than in the paper, three or more side by side are a change of speed and not outliers, and
    neither is what the series begins with: short warm-ups would be missed."""
    times = np.asarray(times, dtype=float)
    half = OUTLIER_WINDOW // 2
    odd = np.zeros(len(times), dtype=bool)
    for at, value in enumerate(times):
        low = max(0, min(at - half, len(times) - OUTLIER_WINDOW))
        window = times[low:low + OUTLIER_WINDOW]
        tenth, median, ninetieth = np.percentile(window, (10, 50, 90))
        odd[at] = abs(value - median) > OUTLIER_SPREAD * (ninetieth - tenth)
    return [at for run in runs_of(odd) if run.start > 0 and len(run) < LONG_RUN for at in run]


def runs_of(flags):
    """Ranges of indices where flags are true side by side."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(int), [0]))))
    return [range(int(low), int(high)) for low, high in zip(edges[::2], edges[1::2])]


# ---- Changepoints ---------------------------------------------------------------------------------


class NormalCost:
    """Twice the negative log likelihood of segments of normal values, mean and variance unknown."""

    def __init__(self, values):
        values = np.asarray(values, dtype=float)
        centred = values - (values.mean() if len(values) else 0.0)  # for the sums' accuracy
        self.sums = np.concatenate(([0.0], np.cumsum(centred)))
        self.squares = np.concatenate(([0.0], np.cumsum(centred * centred)))

    def __call__(self, starts, end):
        """Costs of the segments [start, end) for an array of starts."""
        n = end - starts
        total = self.sums[end] - self.sums[starts]
        variance = (self.squares[end] - self.squares[starts] - total * total / n) / n
        return n * (math.log(2 * math.pi) + 1 + np.log(np.maximum(variance, LEAST_VARIANCE)))


def pelt(values, penalty=None):
    """Indices at which new segments begin (Killick, Fearnhead and Eckley's pruned exact search)."""
    n = len(values)
    if n < 2 * SHORTEST_SEGMENT:
        return []
    penalty = PENALTY_FACTOR * math.log(n) if penalty is None else penalty
    cost = NormalCost(values)
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    previous = np.zeros(n + 1, dtype=int)
    starts = np.array([0])
    beaten = np.array([n + 1])  # from which end on a start cannot win any more
    for end in range(SHORTEST_SEGMENT, n + 1):
        if end >= 2 * SHORTEST_SEGMENT:
            starts = np.append(starts, end - SHORTEST_SEGMENT)
            beaten = np.append(beaten, n + 1)
        starts, beaten = starts[beaten > end], beaten[beaten > end]
        totals = best[starts] + cost(starts, end)
        at = int(np.argmin(totals))
        best[end] = totals[at] + penalty
        previous[end] = starts[at]
        # A segment that begins at `end` does better, as soon as it has its shortest length.
        beaten = np.where(totals > best[end], np.minimum(beaten, end + SHORTEST_SEGMENT), beaten)
    return walk_back(previous, n)


def walk_back(previous, end):
    found = []
    while end > 0:
        end = int(previous[end])
        if end > 0:
            found.append(end)
    return found[::-1]


# ---- Segments and classes ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Segment:
    """Iterations [start, end) that run at one speed; outliers do not count in mean and variance."""

    start: int
    end: int
    mean: float
    variance: float


def segments(times):
    """The whole series as segments."""
    times = np.asarray(times, dtype=float)
    odd = set(outliers(times))
    kept = [at for at in range(len(times)) if at not in odd]
    values = times[kept]
    bounds = [0] + pelt(values) + [len(values)]
    found = []
    for low, high in zip(bounds, bounds[1:]):
        start = kept[low] if low else 0
        end = kept[high] if high < len(kept) else len(times)
        found.append(Segment(start, end, float(values[low:high].mean()),
                             float(values[low:high].var())))
    return found


def same_speed(segment, last):
    return abs(segment.mean - last.mean) <= max(last.variance,
                                                min(SAME_SECONDS, SAME_SHARE * last.mean))


@dataclass(frozen=True)
class Verdict:
    """One process execution. steady_from: the iteration from which the final speed holds, None without
    a steady state; steady: mean seconds from there on; spent: seconds before it."""

    kind: str
    segments: tuple
    steady_from: int | None
    steady: float | None
    spent: float | None


def classify(times):
    """The class of one process execution, from its segments."""
    found = segments(times)
    last = found[-1]
    first_same = len(found) - 1
    while first_same > 0 and same_speed(found[first_same - 1], last):
        first_same -= 1
    start = found[first_same].start
    if start > len(times) * (1 - STEADY_SHARE):
        return Verdict(UNSTEADY, tuple(found), None, None, None)
    earlier = [segment for segment in found[:first_same] if not same_speed(segment, last)]
    if not earlier:
        kind = FLAT
    elif all(last.mean < segment.mean for segment in earlier):
        kind = WARMUP
    else:
        kind = SLOWDOWN
    tail = np.asarray(times[start:], dtype=float)
    odd = set(outliers(tail))
    steady = float(np.mean([value for at, value in enumerate(tail) if at not in odd]))
    return Verdict(kind, tuple(found), start, steady, float(sum(times[:start])))


def classify_all(runs):
    """The class of several executions of one program on one VM: theirs if they agree, else inconsistent,
    with the count of each."""
    kinds = Counter(classify(times).kind for times in runs)
    return (next(iter(kinds)) if len(kinds) == 1 else INCONSISTENT), kinds


# ---- Intervals ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Interval:
    value: float
    low: float
    high: float


def bootstrap(runs, statistic, seed, rounds=1000):
    """statistic of runs (a list of arrays) with its percentile interval: executions are drawn with
    replacement, then iterations within each, as both vary."""
    random = np.random.default_rng(seed)
    runs = [np.asarray(run, dtype=float) for run in runs]
    drawn = np.empty(rounds)
    for at in range(rounds):
        picked = [runs[k] for k in random.integers(len(runs), size=len(runs))]
        drawn[at] = statistic([run[random.integers(len(run), size=len(run))] for run in picked])
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(drawn, (tail, 100 - tail))
    return Interval(float(statistic(runs)), float(low), float(high))


def mean_of_means(runs):
    return float(np.mean([run.mean() for run in runs]))


def steady_parts(runs):
    """Each execution from its steady state on; its last quarter where it has none."""
    parts = []
    for times in runs:
        start = classify(times).steady_from
        start = int(len(times) * (1 - STEADY_SHARE)) if start is None else start
        parts.append(np.asarray(times[start:], dtype=float))
    return parts


def ratio(base_parts, parts, seed, rounds=1000):
    """How many times as fast as the base, with its interval; both sides are drawn independently."""
    random = np.random.default_rng(seed)
    drawn = np.empty(rounds)

    def draw(runs):
        picked = [runs[k] for k in random.integers(len(runs), size=len(runs))]
        return mean_of_means([run[random.integers(len(run), size=len(run))] for run in picked])

    for at in range(rounds):
        drawn[at] = draw(base_parts) / draw(parts)
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(drawn, (tail, 100 - tail))
    return Interval(mean_of_means(base_parts) / mean_of_means(parts), float(low), float(high))


def geometric_mean(intervals, seed, rounds=1000):
    """Of ratios with intervals, by drawing each from the normal distribution its interval suggests, in
    logarithms."""
    if not intervals:
        return None
    random = np.random.default_rng(seed)
    logs = np.log([interval.value for interval in intervals])
    width = np.log([interval.high / interval.low for interval in intervals]) / (2 * 2.576)
    drawn = random.normal(logs, width, size=(rounds, len(logs))).mean(axis=1)
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(drawn, (tail, 100 - tail))
    return Interval(float(np.exp(logs.mean())), float(np.exp(low)), float(np.exp(high)))


def break_even(base, mine):
    """The first number of iterations after which the sum of mine is not above the base's and never is
    again within the series; None: not within it.  Element 0 of each is the start of the process."""
    n = min(len(base), len(mine))
    ahead = np.cumsum(mine[:n]) <= np.cumsum(base[:n])
    if not ahead[-1]:
        return None
    behind = np.flatnonzero(~ahead)
    return int(behind[-1]) + 1 if len(behind) else 0
