"""How likely things are with nothing going on: counts, points in a row, lines that cross."""

from __future__ import annotations

import math

from qi_lib.spc.rules.runs_of_a_phase import ways_to_run

__all__ = [
    "at_least_of",
    "count_chance",
    "few_runs",
    "geometric_chance",
    "in_a_row",
    "normal_tail",
    "two_outcomes",
]


def count_chance(low: float, high: float, mean: float, size: float = math.inf) -> float:
    """Give the chance of a count from `low` to `high`, both included.

    Binomial where there is a `size`, the most that can be; Poisson where that is infinite. Of
    the two outcomes the rarer is counted, so this is for means of some dozens at most.
    """
    if math.isfinite(size) and mean > size / 2:
        low, high, mean = size - high, size - low, size - mean
    return _up_to(high, mean, size) - _up_to(math.ceil(low - 1e-9) - 1, mean, size)


def _up_to(count: float, mean: float, size: float) -> float:
    """Give the chance of so many or fewer."""
    if count < 0:
        return 0.0
    if count >= size:
        return 1.0
    share = mean / size
    term = total = math.exp(-mean if share == 0 else size * math.log1p(-share))
    for i in range(1, math.floor(count + 1e-9) + 1):
        term *= mean / i if share == 0 else (size - i + 1) / i * share / (1 - share)
        total += term
        if term < total * 1e-15 and i > mean:
            break
    return min(total, 1.0)


def geometric_chance(cases: float, mean: float) -> float:
    """Give the chance of so many cases or more between two events."""
    return (mean / (mean + 1)) ** cases if mean > 0 else float(cases <= 0)


def in_a_row(run: int, alike: int, among: int) -> float:
    """Give the chance that so many points in a row are all of those alike, in any order."""
    chance = 1.0
    for i in range(run):
        chance *= (alike - i) / (among - i)
    return chance


def at_least_of(count: int, window: int, alike: int, among: int) -> float:
    """Give the chance that a window holds so many of the points that are alike, or more."""
    whole = math.comb(among, window)
    ways = sum(
        math.comb(alike, k) * math.comb(among - alike, window - k)
        for k in range(count, min(window, alike) + 1)
    )
    return ways / whole


def few_runs(runs: int, above: int, below: int) -> float:
    """Give the chance of so few runs, or fewer, of so many points above a line and below it."""
    if not above or not below:
        return 1.0
    return sum(ways_to_run(count, above, below) for count in range(2, runs + 1))


def normal_tail(sigmas: float) -> float:
    """Give the chance of a normal value so many standard deviations up, or more."""
    return math.erfc(sigmas / math.sqrt(2)) / 2


def two_outcomes(count: int, tries: int, share: float) -> float:
    """Give the chance that so many of the tries, or more, come out one way (binomial)."""
    return sum(
        math.comb(tries, k) * share**k * (1 - share) ** (tries - k) for k in range(count, tries + 1)
    )
