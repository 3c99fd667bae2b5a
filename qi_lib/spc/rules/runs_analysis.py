"""Anhøj's runs analysis: is a run too long, or does the line cross the centre too seldom?"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, Signs
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.records import record

__all__ = ["RunsAnalysis", "analyse_runs", "fewest_crossings", "longest_allowed"]


@record
class RunsAnalysis:
    """Hold the runs analysis, one element a segment; NaN where it says nothing."""

    points: Ints
    useful: Ints
    longest: Floats
    longest_allowed: Floats
    crossings: Floats
    fewest_crossings: Floats
    is_long: Bools
    is_few: Bools

    @property
    def signal(self) -> Bools:
        """Tell which segments have either sign."""
        return self.is_long | self.is_few


def longest_allowed(useful: int) -> int:
    """Give the longest run that chance explains (Anhøj and Olesen 2014)."""
    return round(math.log2(useful)) + 3


@lru_cache(maxsize=4096)
def fewest_crossings(useful: int) -> int:
    """Give the fewest crossings that chance explains: 5th centile of Binomial(n - 1, 1/2).

    Source: Anhøj and Wentzel-Larsen 2018. Worked out from the probabilities themselves;
    what lies 12 standard deviations out is too small to count.
    """
    moves = useful - 1
    if moves < 1:
        return 0
    low = max(0, math.floor(moves / 2 - 6 * math.sqrt(moves)))
    k = np.arange(low, moves // 2 + 2)
    start = math.lgamma(moves + 1) - math.lgamma(low + 1) - math.lgamma(moves - low + 1)
    steps = np.log((moves - k[:-1]) / (k[:-1] + 1))
    logs = start - moves * math.log(2) + np.concatenate(([0.0], np.cumsum(steps)))
    # The least bit of slack: 1/2 ** n must not fall short of 0.05 by rounding alone.
    return int(k[np.searchsorted(np.cumsum(np.exp(logs)), 0.05 - 1e-12)])


def analyse_runs(segments: Segments, pieces: Segments, side: Signs, use: Bools) -> RunsAnalysis:
    """Find the longest run and the crossings of each segment.

    `pieces` are the segments cut at holes: no run goes across one, and each counts as a crossing.

    `side` is -1, 0 or 1 for each point; points on the line (0) are not useful. `use` marks
    the points that are observed and not excluded.
    """
    useful_points = use & (side != 0)
    kept, runs_in = segments.only(useful_points)
    count = len(segments.starts)
    useful = segments.count(useful_points)
    longest, crossings = np.full(count, np.nan), np.full(count, np.nan)
    if len(kept):
        signs = side[kept]
        turned = np.ones(len(kept), np.bool_)
        turned[1:] = signs[1:] != signs[:-1]
        cut = runs_in if pieces is segments else pieces.only(useful_points)[1]
        turned[cut.starts] = True
        lengths = np.diff(np.flatnonzero(turned), append=len(kept))
        where = segments.ids[kept[runs_in.starts]]
        crossings[where] = runs_in.count(turned) - 1
        first_run = np.cumsum(turned)[runs_in.starts] - 1
        longest[where] = np.maximum.reduceat(lengths, first_run)
    most, fewest = _limits(useful)
    with np.errstate(invalid="ignore"):
        is_long, is_few = longest > most, crossings < fewest
    points = segments.count(use)
    return RunsAnalysis(points, useful, longest, most, crossings, fewest, is_long, is_few)


def _limits(useful: Ints) -> tuple[Floats, Floats]:
    if len(useful) == 1:
        n = int(useful[0])
        pairs = (
            np.array([[longest_allowed(n), fewest_crossings(n)]]) if n else np.full((1, 2), np.nan)
        )
        return pairs[:, 0].astype(np.float64), pairs[:, 1].astype(np.float64)
    sizes, back = np.unique(useful, return_inverse=True)
    most = np.array([longest_allowed(int(n)) if n else np.nan for n in sizes], np.float64)
    fewest = np.array([fewest_crossings(int(n)) if n else np.nan for n in sizes], np.float64)
    return most[back], fewest[back]
