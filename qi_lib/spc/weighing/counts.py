"""Counts behind the points of a chart, and what chance makes of them."""

from __future__ import annotations

import math

import numpy as np

from qi_lib.spc.arrays.array_types import Floats, filled
from qi_lib.spc.records import record
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.weighing.chances import count_chance

__all__ = ["Counts", "counts_behind"]

# From ten expected of the rarer outcome on, limits at three sigma do what they should.
_ENOUGH = 10


@record
class Counts:
    """Hold for each point its count, the count that its centre line expects, and the most."""

    count: Floats
    mean: Floats
    size: Floats  # infinite for counts without a most

    def are_few(self, i: int) -> bool:
        """Tell whether so few are expected that limits from a formula miss what chance does."""
        return bool(min(self.mean[i], self.size[i] - self.mean[i]) < _ENOUGH)

    def as_far(self, i: int, side: int) -> float:
        """Give the chance of a count as far out as that of point `i`, or farther."""
        count = float(self.count[i])
        low, high = (count, math.inf) if side > 0 else (-math.inf, count)
        return self._chance(i, low, high)

    def beyond_centre(self, i: int, side: int) -> float:
        """Give the chance of a count on one side of the centre line."""
        mean = float(self.mean[i])
        if side > 0:
            return self._chance(i, math.floor(mean + 1e-9) + 1, math.inf)
        return self._chance(i, -math.inf, math.ceil(mean - 1e-9) - 1)

    def within(self, i: int, sigmas: float) -> float:
        """Give the chance of a count within so many sigmas of the centre line."""
        mean, size = float(self.mean[i]), float(self.size[i])
        reach = sigmas * math.sqrt(mean * (1 - mean / size))
        return self._chance(i, math.ceil(mean - reach), math.floor(mean + reach))

    def _chance(self, i: int, low: float, high: float) -> float:
        mean, size = float(self.mean[i]), float(self.size[i])
        return count_chance(max(low, 0.0), min(high, size), mean, size)


def counts_behind(worked: Worked) -> Counts | None:
    """Find the counts of a chart whose limits come from a distribution; None for all others."""
    name, lines = worked.settings.kind.name, worked.compared.lines
    if name == "ip":
        return _counts_of_ratios(worked)
    points, nothing = worked.points, filled(len(lines.centre), np.inf)
    if name in ("p", "pp"):
        return Counts(points.count, lines.centre * points.size, points.size)
    if name == "np":
        return Counts(points.count, lines.centre, points.size)
    if name in ("u", "up"):
        return Counts(points.count, lines.centre * points.size, nothing)
    return Counts(worked.compared.value, lines.centre, nothing) if name == "c" else None


def _counts_of_ratios(worked: Worked) -> Counts | None:
    """Take ratios for shares, or else rates, where the numerators are whole numbers."""
    count, size = worked.points.count, worked.points.size
    there = worked.compared.observed
    known = count[there]
    if (known < 0).any() or (known != np.rint(known)).any():
        return None
    is_share = (known <= size[there]).all()
    return Counts(
        count, worked.compared.lines.centre * size, size if is_share else filled(len(size), np.inf)
    )
