"""Charts of measured values: run, I, MR, x-bar, S, R and I prime."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qi_lib.spc.arrays.array_types import Floats, filled
from qi_lib.spc.arrays.segments import Segments, divide
from qi_lib.spc.limits.centre_and_limits import Basis, Lines, known_or, ratio_centre
from qi_lib.spc.limits.moving_ranges import (
    mean_moving_range,
    mean_of_pairs,
    moving_distances,
    moving_ranges,
)
from qi_lib.spc.limits.table_factors import c4, range_factors
from qi_lib.spc.reading.points import Points

__all__ = [
    "i_lines",
    "ip_lines",
    "moving_range",
    "mr_lines",
    "r_lines",
    "run_lines",
    "s_lines",
    "xbar_lines",
    "xbar_r_lines",
]

# Upper limit of a moving range as a multiple of the mean (D4 for n = 2).
_D4_OF_TWO = 3.267


def run_lines(basis: Basis) -> Lines:
    """Draw the median of the base and no limits."""
    segments = basis.segments
    centre = segments.spread(segments.median(basis.value, basis.base))
    return Lines(known_or(basis, centre), None)


def i_lines(basis: Basis) -> Lines:
    """Draw the mean, with limits from the mean moving range (Shewhart's XmR chart)."""
    segments, centre, sigma = basis.segments, basis.centre, basis.sigma
    middle = segments.mean(basis.value, basis.base) if centre is None else centre
    if sigma is not None:
        return Lines.level(segments, middle, sigma)
    ranges = mean_moving_range(basis, basis.value)
    return Lines.level(segments, middle, ranges * (basis.sigma_factor / 3))


def moving_range(points: Points, segments: Segments) -> Floats:
    """Plot the distance of each point from the one before it, within its phase."""
    return moving_distances(points.value, segments)


def mr_lines(basis: Basis) -> Lines:
    """Draw the mean moving range of the base, with the upper limit D4 gives."""
    segments = basis.segments
    centre = known_or(basis, segments.spread(segments.mean(basis.value, basis.base)))

    def limits(sigmas: float) -> tuple[Floats, Floats]:
        return np.where(np.isnan(centre), np.nan, 0.0), _D4_OF_TWO * centre * (sigmas / 3)

    return Lines(centre, limits, (_D4_OF_TWO - 1) / 3 * centre)


def _mean_sd(basis: Basis) -> Floats:
    """Average the standard deviations of the subgroups, pooled where sizes differ."""
    segments, k, sd = basis.segments, basis.size, basis.within
    there = basis.base & ~np.isnan(sd)
    plain = segments.mean(sd, there)
    free = np.where(there, k - 1, 0.0)
    squares = segments.sum(free * np.where(there, sd, 0.0) ** 2, there)
    pooled = np.sqrt(divide(squares, segments.sum(free, there)))
    largest = segments.largest(np.where(there, k, 0.0), there)
    smallest = -segments.largest(np.where(there, -k, -np.inf), there, empty=-np.inf)
    return segments.spread(np.where(largest == smallest, plain, pooled))


def xbar_lines(basis: Basis) -> Lines:
    """Draw the weighted mean of subgroup means, with limits from the mean S."""
    k = basis.size
    sigma = np.where(k > 1, divide(_mean_sd(basis), c4(k) * np.sqrt(k)), np.nan)
    return Lines.symmetric(_mean_of_means(basis), sigma)


def xbar_r_lines(basis: Basis) -> Lines:
    """Draw the weighted mean of subgroup means, with limits from the ranges.

    Sigma is the plain mean of each range over its d2 (the estimate "UWAVE-R" of qcc).
    """
    segments, k = basis.segments, basis.size
    each = divide(basis.within, _of_sizes(k, lambda size: range_factors(size)[0]))
    there = basis.base & ~np.isnan(each)
    sigma = segments.spread(segments.mean(each, there))
    return Lines.symmetric(
        _mean_of_means(basis), np.where(k > 1, divide(sigma, np.sqrt(k)), np.nan)
    )


def _mean_of_means(basis: Basis) -> Floats:
    segments, k, there = basis.segments, basis.size, basis.base
    weighted = segments.sum(np.where(there, k * basis.value, 0.0), there)
    return known_or(basis, segments.spread(divide(weighted, segments.sum(k, there))))


def _of_sizes(sizes: Floats, factor: Callable[[int], float]) -> Floats:
    """Look up a factor for each subgroup by its size; NaN for one of one value."""
    found = filled(len(sizes))
    for size in np.unique(sizes[sizes > 1]):
        found[sizes == size] = factor(round(size))
    return found


def s_lines(basis: Basis) -> Lines:
    """Draw the mean standard deviation of the subgroups, with limits B3 and B4."""
    centre = known_or(basis, _mean_sd(basis))
    share = c4(basis.size)
    return Lines.symmetric(centre, centre * np.sqrt(1 - share**2) / share, lowest=0)


def r_lines(basis: Basis) -> Lines:
    """Draw the mean range of the subgroups, with limits from d2 and d3."""
    segments = basis.segments
    centre = known_or(basis, segments.spread(segments.mean(basis.value, basis.base)))
    factor = _of_sizes(basis.size, _share_of_range)
    return Lines.symmetric(centre, centre * factor, lowest=0)


def _share_of_range(size: int) -> float:
    """Give the standard deviation of a range as a share of its mean."""
    d2, d3 = range_factors(size)
    return d3 / d2


def ip_lines(basis: Basis) -> Lines:
    """Draw the weighted mean of ratios, with limits normalised by the denominator.

    The moving ranges of I prime: s = sqrt(pi / 2) MR / sqrt(1 / n before + 1 / n), of which
    the mean over the base gives sigma. (Taylor 2017.)
    """
    ranges, segments, there = moving_ranges(basis, basis.value)
    sizes = basis.of_kept(basis.size)
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = filled(len(ranges))
        weight[1:] = np.sqrt(1 / sizes[:-1] + 1 / sizes[1:])
        scaled = np.sqrt(np.pi / 2) * ranges / weight
        spread = basis.segments.spread(mean_of_pairs(basis, scaled, segments, there, 3.2665))
        sigma = spread / np.sqrt(basis.size)
    sigma[~(basis.size > 0)] = np.nan
    return Lines.symmetric(ratio_centre(basis), sigma)
