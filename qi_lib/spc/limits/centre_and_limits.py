"""Centre lines and limits, worked out for every segment at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints
from qi_lib.spc.arrays.segments import Level, Segments, divide
from qi_lib.spc.records import record

__all__ = ["D2", "Basis", "Lines", "known_or", "ratio_centre"]

# d2 for subgroups of two, to the three decimals in common use (Montgomery, appendix VI).
D2 = 1.128

_Array = TypeVar("_Array", Floats, Ints)


@record
class Basis:
    """What the lines of a chart are worked out from.

    `base` marks the points that count for centre and limits: observed, not excluded, and
    inside the baseline. `kept` is the same, but with missing points left in, so that no
    moving range is formed across a gap.
    """

    segments: Segments
    pieces: Segments  # the segments, cut at holes: there no two points are neighbours
    value: Floats
    count: Floats
    size: Floats
    within: Floats  # how far the values of a subgroup lie apart
    base: Bools
    kept: Bools | None  # None where all are
    screen: bool
    sigma_factor: float  # limits are this many mean moving ranges from the centre
    centre: float | None  # known beforehand
    sigma: float | None  # known beforehand
    is_category: bool

    def of_kept(self, whole: _Array) -> _Array:
        """Leave out the elements that are not kept."""
        return whole if self.kept is None else whole[self.kept]


@record
class Lines:
    """A centre line, and limits at any number of sigmas on each side of it.

    `sigma` is given for each point or each segment; None where limits do not lie at so many of
    them from the centre, or where there are none.
    """

    centre: Floats
    limits: Callable[[float], tuple[Floats, Floats]] | None
    sigma: Level | None = None

    @classmethod
    def level(cls, segments: Segments, centre: Level, sigma: Level) -> Lines:
        """Put lines that are level within each segment at equal distances."""

        def limits(sigmas: float) -> tuple[Floats, Floats]:
            reach = sigmas * sigma
            return segments.spread(centre - reach), segments.spread(centre + reach)

        return cls(segments.spread(centre), limits, sigma)

    @classmethod
    def symmetric(
        cls,
        centre: Floats,
        sigma: Floats,
        *,
        lowest: float | None = None,
        highest: float | Floats | None = None,
    ) -> Lines:
        """Put the limits at equal distances, cut where the value can go no further."""

        def limits(sigmas: float) -> tuple[Floats, Floats]:
            reach = sigmas * sigma
            lower, upper = centre - reach, centre + reach
            if lowest is not None:
                lower = np.maximum(lower, lowest)
            if highest is not None:
                upper = np.minimum(upper, highest)
            return lower, upper

        return cls(centre, limits, sigma)


def known_or(basis: Basis, found: Floats) -> Floats:
    """Use the centre that is known beforehand, if there is one."""
    return found if basis.centre is None else np.full_like(found, basis.centre)


def ratio_centre(basis: Basis) -> Floats:
    """Divide all counts of the base by all their denominators, per point."""
    segments = basis.segments
    top, bottom = segments.sum(basis.count, basis.base), segments.sum(basis.size, basis.base)
    return known_or(basis, segments.spread(divide(top, bottom)))
