"""Charts of what lies between rare events: g counts cases, t measures time."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.limits.centre_and_limits import Basis, Lines
from qi_lib.spc.limits.moving_ranges import mean_moving_range

__all__ = ["g_lines", "t_lines"]

# Of a geometric count with mean m the median is close to ln 2 times m (Benneyan 2001).
_MEDIAN_OF_GEOMETRIC = 0.693
# The power that makes an exponential time nearly normal (Nelson 1994).
_NELSON_POWER = 3.6


def g_lines(basis: Basis) -> Lines:
    """Draw the median of cases between, with geometric limits round the mean.

    The median is drawn so that half of the points lie on each side, as the runs rules need.
    """
    segments = basis.segments
    mean = segments.spread(segments.mean(basis.value, basis.base))
    centre = segments.spread(segments.median(basis.value, basis.base))
    if basis.centre is not None:
        mean = np.full_like(mean, basis.centre)
        centre = _MEDIAN_OF_GEOMETRIC * mean
    sigma = np.sqrt(mean * (mean + 1))

    def limits(sigmas: float) -> tuple[Floats, Floats]:
        return np.maximum(mean - sigmas * sigma, 0.0), mean + sigmas * sigma

    return Lines(centre, limits, sigma)


def t_lines(basis: Basis) -> Lines:
    """Draw an I chart of the times to the power 1 / 3.6, turned back into times."""
    segments = basis.segments
    with np.errstate(invalid="ignore"):
        eased = basis.value ** (1 / _NELSON_POWER)
    centre = segments.spread(segments.mean(eased, basis.base))
    if basis.centre is not None:
        centre = np.full_like(centre, basis.centre ** (1 / _NELSON_POWER))
    ranges = mean_moving_range(basis, eased)
    sigma = segments.spread(ranges * (basis.sigma_factor / 3))

    def limits(sigmas: float) -> tuple[Floats, Floats]:
        low = np.maximum(centre - sigmas * sigma, 0.0) ** _NELSON_POWER
        return low, (centre + sigmas * sigma) ** _NELSON_POWER

    return Lines(centre**_NELSON_POWER, limits)
