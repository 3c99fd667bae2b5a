"""Factors of the control-chart tables, worked out rather than copied."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from qi_lib.spc.arrays.array_types import Floats

__all__ = ["c4", "range_factors"]


@lru_cache(maxsize=4096)
def _c4(size: int) -> float:
    half = size / 2
    return math.sqrt(2 / (size - 1)) * math.exp(math.lgamma(half) - math.lgamma(half - 0.5))


def c4(sizes: Floats) -> Floats:
    """Give the mean of a sample's standard deviation, as a share of the true one.

    Exact, by the gamma function; NaN for samples of one and where the size is missing.
    """
    different, back = np.unique(sizes, return_inverse=True)
    values = [_c4(round(k)) if np.isfinite(k) and k >= 2 else math.nan for k in different]
    return np.array(values, dtype=np.float64)[back.reshape(np.shape(sizes))]


@lru_cache(maxsize=64)
def range_factors(size: int) -> tuple[float, float]:
    """Give mean and standard deviation (d2, d3) of the range of a normal sample.

    Worked out from the distribution of the range; d2 is rounded to three decimals, as in
    all printed tables (Montgomery, appendix VI), so that limits agree with theirs.
    """
    step = 0.02
    grid = np.arange(-8.0, 20.0 + step / 2, step)
    below = 0.5 * (1 + np.array([math.erf(x / math.sqrt(2)) for x in grid]))
    starts, reach = int(16 / step) + 1, int(12 / step) + 1
    density = np.exp(-(grid[:starts] ** 2) / 2) / math.sqrt(2 * math.pi)
    within = np.array(
        [
            (density * (below[r : r + starts] - below[:starts]) ** (size - 1)).sum()
            for r in range(reach)
        ]
    )
    left = 1 - size * step * within
    ranges = np.arange(reach) * step
    mean, square = _simpson(left, step), _simpson(2 * ranges * left, step)
    return round(mean, 3), math.sqrt(square - mean**2)


def _simpson(values: Floats, step: float) -> float:
    weights = np.full(len(values), 2.0)
    weights[1::2] = 4.0
    weights[[0, -1]] = 1.0
    return float((weights * values).sum() * step / 3)
