"""The level of some points of a series, and what it takes to say that it has changed."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints
from qi_lib.spc.rules.runs_analysis import longest_allowed
from qi_lib.spc.series.series import Series

__all__ = ["comparable_values", "level_of", "points_for_shift"]


def comparable_values(series: Series) -> Floats:
    """Give the values by which levels are compared: on an np chart, shares rather than counts."""
    if not _is_np(series):
        return series.value
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = series.count / series.size
    return shares


def level_of(series: Series, where: Bools | Ints) -> float:
    """Work out the level of some points: their centre, by the chart's own formula."""
    if series.settings.kind.n == "needed" and not _is_np(series):
        top, bottom = series.count[where].sum(), series.size[where].sum()
        return float(top / bottom * series.settings.multiply) if bottom else float("nan")
    values = series.value[where]
    middle = np.median if series.settings.kind.centre_words == "median" else np.mean
    return float(middle(values)) if len(values) else float("nan")


def points_for_shift(series: Series) -> int:
    """Give how many points in a row the rule set takes as a shift."""
    for rule in series.settings.rules.rules:
        if rule.name == "shift":
            return int(getattr(rule, "length"))  # noqa: B009
    return longest_allowed(max(int(series.use.sum()), 1)) + 1


def _is_np(series: Series) -> bool:
    return series.settings.kind.n == "needed" and series.settings.kind.plot is not None
