"""The chart chooser: which chart suits these data, and why, in a sentence."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays import Floats

__all__ = ["choose"]

# Below this many points limits say little, and a run chart is the honest choice
# (Perla, Provost and Murray 2011; Making Data Count asks for 13).
_ENOUGH_FOR_LIMITS = 12
# With denominators in the thousands binomial limits are absurdly tight (Laney 2002).
_VERY_LARGE = 2_000
# Fewer events than this a period, on average, are better watched by the time between them.
_RARE = 1.0


def choose(y: Floats, n: Floats | None, distinct_x: int) -> tuple[str, str, str | None]:
    """Name the chart that suits the data, say why, and what is doubtful about it, if anything.

    Args:
        y: values or numerators, one a row.
        n: denominators, or None.
        distinct_x: how many points there will be.
    """
    if distinct_x < _ENOUGH_FOR_LIMITS:
        count = "is only one point" if distinct_x == 1 else f"are only {distinct_x} points"
        few = f"there {count}, too few to work out limits"
        return "run", f"A run chart, because {few}.", None
    if n is None:
        return _without_denominator(y, distinct_x)
    there = ~(np.isnan(y) | np.isnan(n))
    top, bottom = y[there], n[there]
    whole = bool((top == np.round(top)).all() and (top >= 0).all())
    if not whole:
        because = "An I′ chart, because the numerators are measured, not counted."
        return "ip", because, None
    if (top <= bottom).all():
        if len(bottom) and np.median(bottom) >= _VERY_LARGE:
            because = "A p′ chart, because denominators in the thousands make a p chart too strict."
            return "pp", because, None
        doubt = "If one person can be counted more than once, a u chart suits better."
        return "p", "A p chart, because each point counts how many out of how many.", doubt
    because = "A u chart, because there are more events than units in places: they are a rate."
    return "u", because, None


def _without_denominator(y: Floats, distinct_x: int) -> tuple[str, str, str | None]:
    there = y[~np.isnan(y)]
    if len(there) > 1.8 * distinct_x:
        because = "An x-bar chart, because there are several measurements at each time."
        return "xbar", because, "Look at an S chart of the same data first."
    because = "An I chart, because each point is one value without a denominator."
    whole = bool(len(there) and (there == np.round(there)).all() and (there >= 0).all())
    if whole and there.mean() < _RARE:
        doubt = "These events are rare: a t or g chart of what lies between them would see more."
        return "i", because, doubt
    doubt = "If these are counts of events, and each time had the same chance, a c chart fits too."
    return "i", because, doubt if whole else None
