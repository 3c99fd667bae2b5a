"""Charts of counts and shares: p, p prime, np, u, u prime and c."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.arrays.segments import Segments, divide
from qi_lib.spc.limits.centre_and_limits import D2, Basis, Lines, known_or, ratio_centre
from qi_lib.spc.limits.moving_ranges import mean_moving_range
from qi_lib.spc.reading.points import Points

__all__ = ["c_lines", "np_lines", "numerator", "p_lines", "pp_lines", "u_lines", "up_lines"]


def _sigma(variance: Floats, size: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        sigma: Floats = np.sqrt(variance / size)
    sigma[~(size > 0)] = np.nan
    return sigma


def p_lines(basis: Basis) -> Lines:
    """Draw the pooled proportion, with binomial limits for each denominator."""
    centre = ratio_centre(basis)
    sigma = _sigma(centre * (1 - centre), basis.size)
    return Lines.symmetric(centre, sigma, lowest=0, highest=1)


def u_lines(basis: Basis) -> Lines:
    """Draw the pooled rate, with Poisson limits for each denominator."""
    centre = ratio_centre(basis)
    return Lines.symmetric(centre, _sigma(centre, basis.size), lowest=0)


def pp_lines(basis: Basis) -> Lines:
    """Widen or narrow the limits of a p chart by what the points really vary (Laney 2002)."""
    centre = ratio_centre(basis)
    sigma = _widened(basis, centre, _sigma(centre * (1 - centre), basis.size))
    return Lines.symmetric(centre, sigma, lowest=0, highest=1)


def up_lines(basis: Basis) -> Lines:
    """Widen or narrow the limits of a u chart by what the points really vary (Laney 2002)."""
    centre = ratio_centre(basis)
    return Lines.symmetric(centre, _widened(basis, centre, _sigma(centre, basis.size)), lowest=0)


def _widened(basis: Basis, centre: Floats, sigma: Floats) -> Floats:
    """Multiply sigma by what the points really vary; where none may vary, limits stay closed."""
    return np.where(sigma == 0, 0.0, sigma * _spread_of_z(basis, centre, sigma))


def _spread_of_z(basis: Basis, centre: Floats, sigma: Floats) -> Floats:
    """Work out Laney's sigma z; where x is names without order, the plain deviation of z."""
    z = divide(basis.value - centre, np.where(np.isnan(sigma), 0.0, sigma))
    segments = basis.segments
    if not basis.is_category:
        return segments.spread(mean_moving_range(basis, z) / D2)
    there = basis.base & ~np.isnan(z)
    away = (z - segments.spread(segments.mean(z, there))) ** 2
    return segments.spread(np.sqrt(divide(segments.sum(away, there), segments.count(there) - 1)))


def numerator(points: Points, segments: Segments) -> Floats:
    """Plot the count itself, a gap where the denominator is zero."""
    return np.where(np.isnan(points.value), np.nan, points.count)


def np_lines(basis: Basis) -> Lines:
    """Draw the count expected of each denominator, with binomial limits."""
    share, size = ratio_centre(basis), np.where(basis.size > 0, basis.size, np.nan)
    sigma = np.sqrt(size * share * (1 - share))
    return Lines.symmetric(size * share, sigma, lowest=0, highest=size)


def c_lines(basis: Basis) -> Lines:
    """Draw the mean count, with Poisson limits."""
    segments = basis.segments
    centre = known_or(basis, segments.spread(segments.mean(basis.value, basis.base)))
    return Lines.symmetric(centre, np.sqrt(centre), lowest=0)
