"""What the rules look at: every point against its centre line and limits."""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, Signs, constant
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.limits.centre_and_limits import Lines
from qi_lib.spc.records import record
from qi_lib.spc.rules.runs_analysis import RunsAnalysis, analyse_runs
from qi_lib.spc.rules.runs_and_windows import Found, put_back

__all__ = ["CLOSENESS", "ComparedPoints", "Hits"]

# Two values closer than this, as a share of the largest in their segment, are one and the
# same: a mean of 0.3, 0.3, … is not exactly 0.3.
CLOSENESS = 1e-9


@record
class Hits:
    """Say which points are part of a pattern, on which side, and which complete it.

    `direction` is 1 for high or rising, -1 for low or falling, 0 for neither.
    """

    member: Bools
    direction: Signs
    completes: Bools


class ComparedPoints:
    """Hold the points of all segments, and what several rules need to know of them.

    `use` marks points that are observed and not excluded. `pieces` are the segments cut at
    holes in time. The `kept_` arrays leave all points out that are not in use, so that a missing
    point neither breaks nor lengthens a pattern: `kept` are their positions, `kept_segments` the
    pieces they form. `closeness` is the distance under which two values count as equal. `side`
    is 1 above the centre line, -1 below, 0 on it or where there is no point.
    """

    def __init__(
        self, segments: Segments, pieces: Segments, value: Floats, lines: Lines, use: Bools,
        observed: Bools,
    ) -> None:  # fmt: skip
        self.segments, self.pieces, self.value, self.lines = segments, pieces, value, lines
        self.use, self.observed = use, observed
        self._limits: dict[float, tuple[Floats, Floats]] = {}
        self._is_whole = np.count_nonzero(use) == len(use)
        largest = segments.largest(np.abs(value), None if self._is_whole else observed)
        self._closest = largest * CLOSENESS
        closeness = self.closeness
        self._low, self._high = value - closeness, np.add(value, closeness, closeness)
        self.side = self.kept_side = self.beyond(lines.centre, lines.centre)
        self.kept_segments = pieces
        if not self._is_whole:
            self.kept_segments, self.kept_side = pieces.only(use)[1], self.of_kept(self.side)

    @property
    def closeness(self) -> Floats:
        """Give the distance under which two values count as equal."""
        return self.segments.spread(self._closest)

    @cached_property
    def kept(self) -> Ints:
        """Give the positions of the points in use."""
        return self.use.nonzero()[0]

    @cached_property
    def runs(self) -> RunsAnalysis:
        """Give the runs analysis of each segment, made once, however many rules ask."""
        return analyse_runs(self.segments, self.pieces, self.side, self.use)

    def kept_steps(self) -> tuple[Bools, Bools]:
        """Tell which points in use, from the second, are higher, and which lower, than the last."""
        low, high, value = self._low, self._high, self.value
        if not self._is_whole:
            low, high, value = low[self.kept], high[self.kept], value[self.kept]
        before = value[:-1]
        return low[1:] > before, high[1:] < before

    def kept_moves(self) -> Signs:
        """Give 1 where a point in use is higher than the one before, -1 lower, 0 equal.

        The first of a segment has no move: 0.
        """
        moves = np.empty(self.kept_segments.size, np.int8)
        moves[1:] = np.subtract(*self.kept_steps(), dtype=np.int8)
        moves[self.kept_segments.starts] = 0
        return moves

    def beyond(self, lower: Floats, upper: Floats) -> Signs:
        """Give 1 above `upper`, -1 below `lower`, 0 between, on a line or undefined."""
        low, high = self._low, self._high
        return np.subtract(low > upper, high < lower, dtype=np.int8)

    def of_kept(self, whole: Signs) -> Signs:
        """Leave out the points that are not in use."""
        return whole if self._is_whole else whole[self.kept]

    def limits(self, sigmas: float) -> tuple[Floats, Floats] | None:
        """Give the limits at so many sigmas, worked out once, however many rules ask."""
        if self.lines.limits is None:
            return None
        if sigmas not in self._limits:
            self._limits[sigmas] = self.lines.limits(sigmas)
        return self._limits[sigmas]

    def beyond_sigmas(self, sigmas: float) -> Signs | None:
        """Compare with the lines at so many sigmas; None on a chart without limits."""
        limits = self.limits(sigmas)
        return None if limits is None else self.beyond(*limits)

    def scatter(self, found: Found | None) -> Hits:
        """Put what was found among the points in use back among all points."""
        if found is None or not np.count_nonzero(found[0]):
            return self.nothing()
        whole = found if self._is_whole else put_back(found, self.kept, len(self.use))
        return Hits(*whole)

    def nothing(self) -> Hits:
        """Give the hits of a rule that finds nothing."""
        return _nothing(len(self.use))


@lru_cache(maxsize=32)
def _nothing(size: int) -> Hits:
    nowhere: Bools = constant(size, False)
    return Hits(nowhere, nowhere.view(np.int8), nowhere)
