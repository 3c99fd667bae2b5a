"""What the rules look at: every point against its centre line and limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qi_lib.spc.arrays import Bools, Floats, Ints, Signs
from qi_lib.spc.lines import Lines
from qi_lib.spc.segments import Segments

__all__ = ["CLOSENESS", "Hits", "Scene"]

# Two values closer than this, as a share of the largest in their segment, are one and the
# same: a mean of 0.3, 0.3, … is not exactly 0.3.
CLOSENESS = 1e-9


@dataclass(frozen=True, slots=True)
class Hits:
    """Say which points are part of a pattern, on which side, and which complete it.

    `direction` is 1 for high or rising, -1 for low or falling, 0 for neither.
    """

    member: Bools
    direction: Signs
    completes: Bools


@dataclass(frozen=True)
class Scene:
    """Hold the points of all segments, and what several rules need to know of them.

    `use` marks points that are observed and not excluded. The `kept_` arrays leave all
    others out, so that a missing point neither breaks nor lengthens a pattern.
    """

    segments: Segments
    value: Floats
    lines: Lines
    use: Bools
    observed: Bools

    @cached_property
    def closeness(self) -> Floats:
        """Give the distance under which two values of a segment count as equal."""
        largest = self.segments.largest(np.abs(self.value), self.observed)
        return self.segments.spread(largest * CLOSENESS)

    @cached_property
    def side(self) -> Signs:
        """Give 1 above the centre line, -1 below, 0 on it or where there is no point."""
        return self.beyond(self.lines.centre, self.lines.centre)

    @cached_property
    def kept(self) -> Ints:
        """Give the positions of the points in use."""
        return self._only[0]

    @cached_property
    def kept_segments(self) -> Segments:
        """Give the segments that the points in use form."""
        return self._only[1]

    @cached_property
    def kept_side(self) -> Signs:
        """Give the side of each point in use."""
        return self.side[self.kept]

    @cached_property
    def kept_moves(self) -> Signs:
        """Give 1 where a point in use is higher than the one before, -1 lower, 0 equal.

        The first of a segment has no move: 0.
        """
        values = self.value[self.kept]
        change = np.zeros(len(values))
        np.subtract(values[1:], values[:-1], out=change[1:])
        change[self.kept_segments.starts] = 0.0
        close = self.closeness[self.kept]
        return (change > close).astype(np.int8) - (change < -close).astype(np.int8)

    @cached_property
    def _only(self) -> tuple[Ints, Segments]:
        if self.use.all():
            return np.arange(len(self.use)), self.segments
        return self.segments.only(self.use)

    def beyond(self, lower: Floats, upper: Floats) -> Signs:
        """Give 1 above `upper`, -1 below `lower`, 0 between, on a line or undefined."""
        with np.errstate(invalid="ignore"):
            above = self.value - upper > self.closeness
            below = lower - self.value > self.closeness
        return above.astype(np.int8) - below.astype(np.int8)

    def beyond_sigmas(self, sigmas: float) -> Signs | None:
        """Compare with the lines at so many sigmas; None on a chart without limits."""
        if self.lines.limits is None:
            return None
        return self.beyond(*self.lines.limits(sigmas))

    def scatter(self, member: Bools, direction: Signs, completes: Bools) -> Hits:
        """Put what was found among the points in use back among all points."""
        if len(self.kept) == len(self.use):
            return Hits(member, direction, completes)
        size = len(self.use)
        out = Hits(np.zeros(size, np.bool_), np.zeros(size, np.int8), np.zeros(size, np.bool_))
        out.member[self.kept] = member
        out.direction[self.kept] = direction
        out.completes[self.kept] = completes
        return out

    def nothing(self) -> Hits:
        """Give the hits of a rule that cannot apply here."""
        size = len(self.use)
        return Hits(np.zeros(size, np.bool_), np.zeros(size, np.int8), np.zeros(size, np.bool_))
