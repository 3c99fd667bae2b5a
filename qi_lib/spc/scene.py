"""What the rules look at: every point against its centre line and limits."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from qi_lib.spc.arrays import Bools, Floats, Signs
from qi_lib.spc.lines import Lines
from qi_lib.spc.records import record
from qi_lib.spc.segments import Segments

__all__ = ["CLOSENESS", "Hits", "Scene"]

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


class Scene:
    """Hold the points of all segments, and what several rules need to know of them.

    `use` marks points that are observed and not excluded. The `kept_` arrays leave all
    others out, so that a missing point neither breaks nor lengthens a pattern: `kept` are
    their positions, `kept_segments` the segments they form. `closeness` is the distance
    under which two values count as equal. `side` is 1 above the centre line, -1 below, 0 on
    it or where there is no point.
    """

    def __init__(
        self, segments: Segments, value: Floats, lines: Lines, use: Bools, observed: Bools
    ) -> None:
        self.segments, self.value, self.lines = segments, value, lines
        self.use, self.observed = use, observed
        largest = segments.largest(np.abs(value), observed)
        self.closeness = segments.spread(largest * CLOSENESS)
        self._low, self._high = value - self.closeness, value + self.closeness
        self.side = self.beyond(lines.centre, lines.centre)
        self.kept, self.kept_segments = np.arange(len(use)), segments
        if np.count_nonzero(use) < len(use):
            self.kept, self.kept_segments = segments.only(use)
        nowhere = np.zeros(len(use), np.bool_)
        self._nothing = Hits(nowhere, np.zeros(len(use), np.int8), nowhere)

    @cached_property
    def kept_side(self) -> Signs:
        """Give the side of each point in use."""
        return self.of_kept(self.side)

    @cached_property
    def kept_moves(self) -> Signs:
        """Give 1 where a point in use is higher than the one before, -1 lower, 0 equal.

        The first of a segment has no move: 0.
        """
        kept = self.kept
        low, high = self._low, self._high
        if len(kept) < len(self.use):
            low, high, value = low[kept], high[kept], self.value[kept]
        else:
            value = self.value
        moves = np.zeros(len(kept), np.int8)
        rises, falls = low[1:] > value[:-1], high[1:] < value[:-1]
        np.subtract(rises.view(np.int8), falls.view(np.int8), out=moves[1:])
        moves[self.kept_segments.starts] = 0
        return moves

    def beyond(self, lower: Floats, upper: Floats) -> Signs:
        """Give 1 above `upper`, -1 below `lower`, 0 between, on a line or undefined."""
        low, high = self._low, self._high
        above, below = low > upper, high < lower
        return above.view(np.int8) - below.view(np.int8)

    def of_kept(self, whole: Signs) -> Signs:
        """Leave out the points that are not in use."""
        return whole if len(self.kept) == len(whole) else whole[self.kept]

    def beyond_sigmas(self, sigmas: float) -> Signs | None:
        """Compare with the lines at so many sigmas; None on a chart without limits."""
        if self.lines.limits is None:
            return None
        return self.beyond(*self.lines.limits(sigmas))

    def scatter(self, member: Bools, direction: Signs, completes: Bools) -> Hits:
        """Put what was found among the points in use back among all points."""
        if not np.count_nonzero(member):
            return self.nothing()
        if len(self.kept) == len(self.use):
            return Hits(member, direction, completes)
        size = len(self.use)
        out = Hits(np.zeros(size, np.bool_), np.zeros(size, np.int8), np.zeros(size, np.bool_))
        out.member[self.kept] = member
        out.direction[self.kept] = direction
        out.completes[self.kept] = completes
        return out

    def nothing(self) -> Hits:
        """Give the hits of a rule that finds nothing."""
        return self._nothing
