"""The range of values to draw, the places of points in time, and the dates at the axis."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats, Ints
from qi_lib.spc.series.series import Series

__all__ = [
    "along",
    "date_labels",
    "domain",
    "is_by_months",
    "joined",
    "label_places",
]


def domain(series: Series) -> tuple[float, float]:
    """Choose the range of values to draw, in shown units.

    Zero is included when values reach down toward it; shares stay between 0 and 100%.
    """
    shown = series.settings.shown
    parts = (series.value, series.lower, series.upper, series.centre, series.target)
    every = np.concatenate(parts) * shown
    every = every[np.isfinite(every)]
    if not len(every):
        return 0.0, 1.0
    low, high = float(every.min()), float(every.max())
    if 0 <= low <= 0.6 * high:
        low = 0.0
    # Limits of equal values differ from them by rounding alone.
    spread = high - low if high - low > 1e-9 * abs(high) else 0.0
    room = spread * 0.06 or abs(high) * 0.1 or 1.0
    top = high + room
    bottom = low if low == 0 else low - room
    if series.settings.is_percent and low >= 0 and high <= 100:
        top, bottom = min(top, 100.0) if high <= 100 else top, max(bottom, 0.0)
        top = max(top, high)
    return bottom, top


def is_by_months(series: Series) -> bool:
    """Tell whether the points are spaced by months, so that each month is equally wide."""
    return series.interval in ("month", "quarter", "year")


def along(series: Series, *, by_months: bool | None = None) -> Floats:
    """Place the points along the time axis, evenly for months, quarters and names.

    Dates are placed `by_months` or by days as the points are spaced, unless it is said how.
    """
    keys = series.worked.points.x[series.start : series.stop]
    if series.worked.axis.kind == "date":
        if is_by_months(series) if by_months is None else by_months:
            months = keys.astype("datetime64[M]")
            inside = (keys - months) / np.timedelta64(1, "D") / 31.0
            placed: Floats = months.astype(np.float64) + inside
            return placed
        return keys.astype("datetime64[us]").astype(np.float64) / 86_400e6
    if series.worked.axis.kind == "category":
        return np.arange(len(keys), dtype=np.float64)
    return keys.astype(np.float64)


def joined(series: Series) -> list[Ints]:
    """Give the stretches of points that a line may join: none across a missing period."""
    there = np.flatnonzero(series.observed)
    if not len(there):
        return []
    places = along(series)
    usual = float(np.median(np.diff(places))) if len(places) > 2 else np.inf
    breaks = np.diff(there) > 1
    # Daily series often leave out weekends; those are no gaps.
    if series.interval is not None and series.interval != "day":
        breaks |= np.diff(places[there]) > 1.6 * usual
    return list(np.split(there, np.flatnonzero(breaks) + 1))


def date_labels(series: Series) -> list[str]:
    """Write a short label for each point, with the year where it is needed."""
    if series.worked.axis.kind == "category":
        return [str(name) for name in series.x]
    if series.worked.axis.kind == "number":
        return [f"{key:g}" for key in series.x]
    stamps = pd.DatetimeIndex(series.x)
    if series.interval == "year":
        return [f"{s:%Y}" for s in stamps]
    if series.interval in ("month", "quarter"):
        return [f"{s:%b %y}" for s in stamps]
    if series.interval == "hour":
        return [f"{s.day} {s:%b %H:%M}" for s in stamps]
    return [f"{s.day} {s:%b %y}" for s in stamps]


def label_places(series: Series) -> list[int]:
    """Order points by how well they suit an axis label: ends first, then turns of the year."""
    count = len(series)
    order = [0, count - 1]
    if series.worked.axis.kind == "date":
        stamps = pd.DatetimeIndex(series.x)
        years = stamps.year.to_numpy()
        order += [i for i in range(1, count) if years[i] != years[i - 1]]
        months = stamps.month.to_numpy()
        halves = [i for i in range(1, count) if (months[i] - 1) // 6 != (months[i - 1] - 1) // 6]
        quarters = [i for i in range(1, count) if (months[i] - 1) // 3 != (months[i - 1] - 1) // 3]
        order += halves + quarters
        order += [i for i in range(1, count) if months[i] != months[i - 1]]
    for parts in (2, 4, 3, 6, 8, 12):
        order += [round(k * (count - 1) / parts) for k in range(1, parts)]
    order += list(range(min(count, 60)))
    return list(dict.fromkeys(order))
