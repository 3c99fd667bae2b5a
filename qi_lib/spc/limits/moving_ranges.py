"""How far each point lies from the one before it, and what that comes to on average."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, filled
from qi_lib.spc.arrays.segments import Level, Segments
from qi_lib.spc.limits.centre_and_limits import Basis

__all__ = ["mean_moving_range", "mean_of_pairs", "moving_distances", "moving_ranges"]

# Moving ranges of 3.267 times their mean or more are dropped once, when screening is asked for
# (Provost and Murray, The Health Care Data Guide; upper limit of the MR chart, D4 for n = 2).
_SCREEN_FACTOR = 3.267


def moving_ranges(basis: Basis, values: Floats) -> tuple[Floats, Segments, Bools]:
    """Take the distance of each kept point from the one before it.

    Returns the ranges of the kept points (NaN for the first of a segment and beside a
    gap), the segments they form, and which of the ranges are defined.
    """
    segments, pieces = basis.segments, basis.pieces
    if basis.kept is not None:
        segments = segments.only(basis.kept)[1]
        pieces = pieces.only(basis.kept)[1]
    ranges = moving_distances(basis.of_kept(values), pieces)
    return ranges, segments, ranges == ranges  # only NaN is not equal to itself


def moving_distances(values: Floats, segments: Segments) -> Floats:
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
