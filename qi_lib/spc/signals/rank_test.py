"""Where the level of a series changes, told from the ranks of its values alone."""

from __future__ import annotations

import math

import numpy as np

from qi_lib.spc.arrays.array_types import Floats

__all__ = ["differ", "far_apart", "level_starts", "rank_distance", "rank_distances"]

_FEWEST = 12  # points with fewer never lie that far apart


def rank_distances(values: Floats) -> Floats:
    """Compare the points before each place with those after it.

    Returns one number for each place but the first: by how many standard errors the rank sum
    of the points from there on exceeds what chance alone leads one to expect. (Wilcoxon's
    test, ties allowed for; it asks nothing of how the values are spread.) Where one odd value
    stands among equal ones, or few points stand before or after, the rank sum is skewed; then
    the distance is that at which a normal sum would be as unlikely.
    """
    n = len(values)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    tied = np.diff(first, append=n)
    ranks = np.empty(n)
    ranks[order] = np.repeat(first + (tied + 1) / 2, tied)
    before = np.arange(1, n)
    away = ranks - (n + 1) / 2
    spread = before * (n - before) / (n * (n - 1)) * float((away**2).sum())
    exceeds = -np.cumsum(away)[:-1]
    out = np.zeros(n - 1)
    np.divide(exceeds, np.sqrt(spread), out=out, where=spread > 1e-12)
    if n < 3 or not spread[0]:
        return out
    # The third moment of a sum drawn without replacement, for the points from each place on.
    third = before * (n - before) * (2 * before - n) / (n * (n - 1) * (n - 2))
    return _as_normal(out, third * float((away**3).sum()) / spread**1.5)


def _as_normal(distance: Floats, skewness: Floats) -> Floats:
    """Turn distances of skewed sums into normal ones (Wilson and Hilferty 1931)."""
    skew = np.where(np.abs(skewness) < 1e-6, 1e-6, skewness)
    eased: Floats = np.cbrt(np.maximum(skew * distance / 2 + 1, 0)) - 1
    return 6 / skew * eased + skew / 6


def rank_distance(before: Floats, after: Floats) -> float:
    """Say by how many standard errors of the rank sum two sets of points differ."""
    if not len(before) or not len(after):
        return 0.0
    return float(rank_distances(np.concatenate((before, after)))[len(before) - 1])


def far_apart(points: int) -> float:
    """Give how many standard errors lie between levels, once every place was tried.

    The more places, the farther apart they lie by chance: 3.2 standard errors among 24 points,
    3.5 among 60. Simulated: see `find_step`.
    """
    return 2.35 + 0.27 * math.log(points)


def level_starts(values: Floats) -> list[int]:
    """Give the places where a new level starts: where the points differ most, again and again."""
    return _level_starts(values, far_apart(max(len(values), 1)))


def _level_starts(values: Floats, far: float) -> list[int]:
    if len(values) < _FEWEST:
        return []
    apart = np.abs(rank_distances(values))
    best = int(np.argmax(apart))
    if apart[best] < far:
        return []
    cut = best + 1
    later = [cut + start for start in _level_starts(values[cut:], far)]
    return [*_level_starts(values[:cut], far), cut, *later]


def differ(before: Floats, after: Floats, points: int) -> bool:
    """Tell whether two levels differ by as much as a search among so many points asks."""
    return abs(rank_distance(before, after)) >= far_apart(points)
