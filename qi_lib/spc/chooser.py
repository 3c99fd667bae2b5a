"""The chart chooser: which chart suits these data, and why, in a sentence."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays import Floats

__all__ = ["choose"]

# Below this many points limits say little, and a run chart is the honest choice
# (Perla, Provost and Murray 2011; Making Data Count asks for 13).
ENOUGH_FOR_LIMITS = 12


def choose(y: Floats, n: Floats | None, distinct_x: int) -> tuple[str, str]:
    """Name the chart that suits the data, and say why.

    Args:
        y: values or numerators, one a row.
        n: denominators, or None.
        distinct_x: how many points there will be.
    """
    if distinct_x < ENOUGH_FOR_LIMITS:
        few = f"there are only {distinct_x} points, too few to work out limits"
        return "run", f"A run chart, because {few}."
    if n is None:
        return "i", "An I chart, because each point is one value without a denominator."
    there = ~(np.isnan(y) | np.isnan(n))
    top, bottom = y[there], n[there]
    if (top == np.round(top)).all() and (top >= 0).all() and (top <= bottom).all():
        return "p", "A p chart, because each point counts how many out of how many."
    return "i", "An I chart of the ratios, because they are not shares of a whole."
