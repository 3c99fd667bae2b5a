"""The lines of a chart in its own units, for drawing libraries that have axes of their own."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from qi_lib.spc.arrays.array_types import Floats, Ints
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.scales import joined
from qi_lib.spc.series.series import Series

__all__ = ["Places", "data_line", "places", "steps", "where"]

Places: TypeAlias = npt.NDArray[Any]
"""Dates or numbers along the time axis; names are numbered from 0."""


def places(series: Series) -> Places:
    """Give the place of each point along the axis."""
    return np.arange(len(series)) if series.worked.axis.kind == "category" else series.x


def steps(at: Places, part: Ints, values: Floats) -> tuple[Places, Floats]:
    """Outline values that hold up to half way between neighbouring points.

    The outer ends are those points themselves, or half way to the points beyond `part`.
    """
    middles = at[:-1] + (at[1:] - at[:-1]) / 2
    first, last = int(part[0]), int(part[-1])
    left = middles[first - 1 : first] if first else at[:1].astype(middles.dtype)
    right = middles[last : last + 1] if last < len(at) - 1 else at[-1:].astype(middles.dtype)
    edges = np.concatenate((left, middles[first:last], right))
    return np.repeat(edges, 2)[1:-1], np.repeat(values, 2)


def data_line(series: Series, at: Places) -> tuple[Places, Floats]:
    """Join the points, with a value that is not there wherever a period is missing."""
    stretches = [] if series.worked.axis.kind == "category" else joined(series)
    if not stretches:
        return at[:0], np.empty(0)
    order = np.concatenate([np.append(part, part[-1]) for part in stretches])
    values = (series.value * series.settings.shown)[order]
    values[np.cumsum([len(part) + 1 for part in stretches]) - 1] = np.nan
    return at[order], values


def where(layout: Layout, at: Places, x: float, y: float) -> tuple[Any, float]:
    """Turn a place on the page into one along both axes of the chart."""
    xs = layout.xs
    if len(xs) < 2 or xs[0] == xs[-1]:
        along = at[0]
    else:
        i = int(np.clip(np.searchsorted(xs, x) - 1, 0, len(xs) - 2))
        along = at[i] + (at[i + 1] - at[i]) * float((x - xs[i]) / (xs[i + 1] - xs[i]))
    share = (layout.bottom - y) / (layout.bottom - layout.top)
    return along, layout.low + share * (layout.high - layout.low)
