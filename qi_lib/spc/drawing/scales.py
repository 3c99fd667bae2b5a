"""The range of values to draw, and the places of points in time."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Floats, Ints
from qi_lib.spc.series.series import Series

__all__ = [
    "along",
    "domain",
    "is_by_months",
    "joined",
]


def domain(series: Series) -> tuple[float, float]:
    """Choose the range of values to draw, in shown units.

    Zero is included when values reach down toward it, so that at most a third of the height is
    empty for it, or when the limits nearly do; shares stay between 0 and 100%.
    """
    shown = series.settings.shown
    values = _finite(series.value, series.centre, series.target) * shown
    limits = _finite(series.lower, series.upper) * shown
    every = np.concatenate((values, limits))
    if not len(every):
        return 0.0, 1.0
    low, high = float(every.min()), float(every.max())
    reaches_down = len(values) > 0 and float(values.min()) <= float(values.max()) / 3
    if low >= 0 and (reaches_down or low <= high / 6):
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


def _finite(*parts: Floats) -> Floats:
    every: Floats = np.concatenate(parts)
    return every[np.isfinite(every)]


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
