"""The chart chooser: which chart suits these data, and why, in a sentence."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.argument_checks import check_length
from qi_lib.spc.arrays.array_types import Floats, constant
from qi_lib.spc.limits.chart_types import ChartType, chart_type
from qi_lib.spc.reading.rows import Rows

__all__ = ["choose", "choose_chart"]

# Below this many points limits say little, and a run chart is the honest choice
# (Perla, Provost and Murray 2011): Making Data Count, whose rules a chart has by default, calls
# limits from fewer a trial.
_ENOUGH_FOR_LIMITS = 13
# With denominators in the thousands binomial limits are absurdly tight (Laney 2002).
_VERY_LARGE = 2_000
# Fewer events than this a period, on average, are better watched by the time between them.
_RARE = 1.0
# So many rows a point, on average, are measurements of a subgroup and no stray duplicates.
_SEVERAL = 1.8
_IF_A_RATE = (
    "If the denominator is bed days or hours, or one person can be counted more than once, "
    "a {} chart suits better."
)


def choose_chart(name: str, rows: Rows) -> tuple[ChartType, str | None, str | None]:
    """Find the chart type by its name, or for "auto" the one that suits the rows; see `choose`."""
    if name != "auto":
        return chart_type(name), None, None
    y, n = rows.y, rows.n
    if n is not None:
        check_length("n", len(n), len(y), "y")
    there = ~np.isnan(y if n is None else y + n)
    facet = constant(len(y), 0) if rows.facet is None else rows.facet
    # A point is a place on the axis in one facet, where there is a value.
    _, places = np.unique(rows.axis.keys[there], return_inverse=True)
    many = int(facet.max()) + 1
    points = np.unique(places * many + facet[there])
    each = int(np.median(np.bincount(points % many, minlength=many)))
    rows_each = int(np.count_nonzero(there)) / max(len(points), 1)
    chosen, because, doubt = choose(
        y[there], None if n is None else n[there], points=each, rows_each=rows_each
    )
    return chart_type(chosen), because, doubt


def choose(
    y: Floats, n: Floats | None, *, points: int, rows_each: float
) -> tuple[str, str, str | None]:
    """Name the chart that suits the data, say why, and what is doubtful about it, if anything.

    Args:
        y: values or numerators, one a row, without gaps.
        n: denominators, or None.
        points: how many points there will be, in a usual facet.
        rows_each: how many rows make a point, on average.
    """
    if points < _ENOUGH_FOR_LIMITS:
        known = {0: "is no point yet", 1: "is only one point"}
        count = known.get(points, f"are only {points} points")
        few = f"there {count}, too few to work out limits"
        return "run", f"A run chart, because {few}.", None
    if n is None:
        return _without_denominator(y, rows_each)
    whole = bool((y == np.round(y)).all() and (y >= 0).all())
    if not whole:
        because = "An I′ chart, because the numerators are measured, not counted."
        return "ip", because, None
    if (y <= n).all():
        if np.median(n) >= _VERY_LARGE:
            because = "A p′ chart, because denominators in the thousands make a p chart too strict."
            return "pp", because, _IF_A_RATE.format("u′")
        because = "A p chart, because each point counts how many out of how many."
        return "p", because, _IF_A_RATE.format("u")
    because = "A u chart, because there are more events than units in places: they are a rate."
    return "u", because, None


def _without_denominator(y: Floats, rows_each: float) -> tuple[str, str, str | None]:
    if rows_each > _SEVERAL:
        because = "An x-bar chart, because there are several measurements at each time."
        return "xbar", because, "Look at an S chart of the same data first."
    because = "An I chart, because each point is one value without a denominator."
    whole = bool((y == np.round(y)).all() and (y >= 0).all())
    if whole and y.mean() < _RARE:
        doubt = "These events are rare: a t or g chart of what lies between them would see more."
        return "i", because, doubt
    doubt = "If these are counts of events, and each time had the same chance, a c chart fits too."
    return "i", because, doubt if whole else None
