"""Centre lines and limits, worked out for every segment at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, filled
from qi_lib.spc.arrays.segments import Level, Segments, divide
from qi_lib.spc.records import record

__all__ = [
    "D2",
    "Basis",
    "Lines",
    "distances",
    "known_or",
    "mean_moving_range",
    "mean_of_pairs",
    "moving_ranges",
    "ratio_centre",
]

# Moving ranges of 3.267 times their mean or more are dropped once, when screening is asked for
# (Provost and Murray, The Health Care Data Guide; upper limit of the MR chart, D4 for n = 2).
_SCREEN_FACTOR = 3.267
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
    value: Floats
    count: Floats
    size: Floats
    sd: Floats
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
    """A centre line, and limits at any number of sigmas on each side of it."""

    centre: Floats
    limits: Callable[[float], tuple[Floats, Floats]] | None

    @classmethod
    def level(cls, segments: Segments, centre: Level, sigma: Level) -> Lines:
        """Put lines that are level within each segment at equal distances."""

        def limits(sigmas: float) -> tuple[Floats, Floats]:
            reach = sigmas * sigma
            return segments.spread(centre - reach), segments.spread(centre + reach)

        return cls(segments.spread(centre), limits)

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

        return cls(centre, limits)


def moving_ranges(basis: Basis, values: Floats) -> tuple[Floats, Segments, Bools]:
    """Take the distance of each kept point from the one before it.

    Returns the ranges of the kept points (NaN for the first of a segment and beside a
    gap), the segments they form, and which of the ranges are defined.
    """
    segments = basis.segments
    if basis.kept is not None:
        segments = segments.only(basis.kept)[1]
    ranges = distances(basis.of_kept(values), segments)
    return ranges, segments, ranges == ranges  # only NaN is not equal to itself


def distances(values: Floats, segments: Segments) -> Floats:
    """Take the distance of each value from the one before; NaN for the first of a segment."""
    apart = np.empty(len(values))
    np.abs(np.subtract(values[1:], values[:-1]), apart[1:])
    apart[segments.starts] = np.nan
    return apart


def mean_moving_range(basis: Basis, values: Floats, screen_factor: float = _SCREEN_FACTOR) -> Level:
    """Average the moving ranges of each segment, screened once if the basis asks for it."""
    ranges, segments, there = moving_ranges(basis, values)
    return mean_of_pairs(basis, ranges, segments, there, screen_factor)


def mean_of_pairs(
    basis: Basis, ranges: Floats, segments: Segments, there: Bools, screen_factor: float
) -> Level:
    """Average what `moving_ranges` gave, or made of it, for each segment of the basis."""
    if not len(ranges):
        return filled(len(basis.segments.starts))
    means = segments.mean(ranges, there)
    if basis.screen:
        ceiling = segments.spread(means * screen_factor)
        # A constant series has nothing below the ceiling; its limits are the centre line.
        below = there & ((ranges < ceiling) | (ceiling == 0))
        means = segments.mean(ranges, below)
    if segments is basis.segments:
        return means
    out = filled(len(basis.segments.starts))
    out[basis.of_kept(basis.segments.ids)[segments.starts]] = means
    return out


def known_or(basis: Basis, found: Floats) -> Floats:
    """Use the centre that is known beforehand, if there is one."""
    return found if basis.centre is None else np.full_like(found, basis.centre)


def ratio_centre(basis: Basis) -> Floats:
    """Divide all counts of the base by all their denominators, per point."""
    segments = basis.segments
    top, bottom = segments.sum(basis.count, basis.base), segments.sum(basis.size, basis.base)
    return known_or(basis, segments.spread(divide(top, bottom)))
