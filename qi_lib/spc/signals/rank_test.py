"""Where the level of a series changes, told from the ranks of its values alone."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Floats

__all__ = ["SEARCHED", "differ", "level_starts", "rank_distance", "rank_distances"]

# Levels this many standard errors of the rank sum apart are held to differ, once every place
# has been tried. Simulated: see `find_step`.
SEARCHED = 3.2
_FEWEST = 12  # points with fewer never lie that far apart


def rank_distances(values: Floats) -> Floats:
    """Compare the points before each place with those after it.

    Returns one number for each place but the first: by how many standard errors the rank sum
    of the points from there on exceeds what chance alone leads one to expect. (Wilcoxon's
    test, ties allowed for; it asks nothing of how the values are spread.)
    """
    n = len(values)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    tied = np.diff(first, append=n)
    ranks = np.empty(n)
    ranks[order] = np.repeat(first + (tied + 1) / 2, tied)
    before = np.arange(1, n)
    ties = float((tied.astype(np.float64) ** 3 - tied).sum()) / (n * (n - 1))
    spread = before * (n - before) / 12 * (n + 1 - ties)
    fallen_short = before * (n + 1) / 2 - np.cumsum(ranks)[:-1]
    out = np.zeros(n - 1)
    np.divide(fallen_short, np.sqrt(np.maximum(spread, 0)), out=out, where=spread > 1e-12)
    return out


def rank_distance(before: Floats, after: Floats) -> float:
    """Say by how many standard errors of the rank sum two sets of points differ."""
    if not len(before) or not len(after):
        return 0.0
    return float(rank_distances(np.concatenate((before, after)))[len(before) - 1])


def level_starts(values: Floats) -> list[int]:
    """Give the places where a new level starts: where the points differ most, again and again."""
    if len(values) < _FEWEST:
        return []
    apart = np.abs(rank_distances(values))
    best = int(np.argmax(apart))
    if apart[best] < SEARCHED:
        return []
    cut = best + 1
    later = [cut + start for start in level_starts(values[cut:])]
    return [*level_starts(values[:cut]), cut, *later]


def differ(before: Floats, after: Floats) -> bool:
    """Tell whether two levels differ by as much as a search for levels asks."""
    return abs(rank_distance(before, after)) >= SEARCHED
