"""From values to places on the drawing: scales, ticks, and dates at the axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats, Ints
from qi_lib.spc.numbers_in_words import decimals_for, exact_decimals, short_number

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = [
    "along",
    "date_labels",
    "domain",
    "is_by_months",
    "joined",
    "label_places",
    "nice_ticks",
    "tick_words",
]


def nice_ticks(low: float, high: float, wanted: int) -> list[float]:
    """Choose round numbers that lie inside a range."""
    if high <= low:
        return [low]
    rough = (high - low) / max(wanted, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    first = last = 0
    step = power
    for step in (m * power for m in (0.5, 1, 2, 2.5, 5, 10, 20)):
        first = math.ceil(low / step - 1e-9)
        last = math.floor(high / step + 1e-9)
        if last - first <= wanted:
            break
    return [float(f"{k * step:.12g}") for k in range(first, last + 1)]


def tick_words(ticks: Sequence[float], *, is_percent: bool) -> list[str]:
    """Write ticks with as many decimals as the finest of them needs."""
    if len(ticks) == 1:
        decimals = decimals_for(ticks, is_percent=is_percent)
    else:
        decimals = max(exact_decimals(tick) for tick in ticks)
    return [short_number(tick, decimals) + ("%" if is_percent else "") for tick in ticks]


def domain(chart: Chart) -> tuple[float, float]:
    """Choose the range of values to draw, in shown units.

    Zero is included when values reach down toward it; shares stay between 0 and 100%.
    """
    shown = chart.settings.shown
    parts = (chart.value, chart.lower, chart.upper, chart.centre, chart.target)
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
    if chart.settings.is_percent and low >= 0 and high <= 100:
        top, bottom = min(top, 100.0) if high <= 100 else top, max(bottom, 0.0)
        top = max(top, high)
    return bottom, top


def is_by_months(chart: Chart) -> bool:
    """Tell whether the points are spaced by months, so that each month is equally wide."""
    return chart.interval in ("month", "quarter", "year")


def along(chart: Chart, *, by_months: bool | None = None) -> Floats:
    """Place the points along the time axis, evenly for months, quarters and names.

    Dates are placed `by_months` or by days as the points are spaced, unless it is said how.
    """
    keys = chart.worked.points.x[chart.start : chart.stop]
    if chart.worked.axis.kind == "date":
        if is_by_months(chart) if by_months is None else by_months:
            months = keys.astype("datetime64[M]")
            inside = (keys - months) / np.timedelta64(1, "D") / 31.0
            placed: Floats = months.astype(np.float64) + inside
            return placed
        return keys.astype("datetime64[us]").astype(np.float64) / 86_400e6
    if chart.worked.axis.kind == "category":
        return np.arange(len(keys), dtype=np.float64)
    return keys.astype(np.float64)


def joined(chart: Chart) -> list[Ints]:
    """Give the stretches of points that a line may join: none across a missing period."""
    there = np.flatnonzero(chart.observed)
    if not len(there):
        return []
    places = along(chart)
    usual = float(np.median(np.diff(places))) if len(places) > 2 else np.inf
    breaks = np.diff(there) > 1
    # Daily series often leave out weekends; those are no gaps.
    if chart.interval is not None and chart.interval != "day":
        breaks |= np.diff(places[there]) > 1.6 * usual
    return list(np.split(there, np.flatnonzero(breaks) + 1))


def date_labels(chart: Chart) -> list[str]:
    """Write a short label for each point, with the year where it is needed."""
    if chart.worked.axis.kind == "category":
        return [str(name) for name in chart.x]
    if chart.worked.axis.kind == "number":
        return [f"{key:g}" for key in chart.x]
    stamps = pd.DatetimeIndex(chart.x)
    if chart.interval == "year":
        return [f"{s:%Y}" for s in stamps]
    if chart.interval in ("month", "quarter"):
        return [f"{s:%b %y}" for s in stamps]
    if chart.interval == "hour":
        return [f"{s.day} {s:%b %H:%M}" for s in stamps]
    return [f"{s.day} {s:%b %y}" for s in stamps]


def label_places(chart: Chart) -> list[int]:
    """Order points by how well they suit an axis label: ends first, then turns of the year."""
    count = len(chart)
    order = [0, count - 1]
    if chart.worked.axis.kind == "date":
        stamps = pd.DatetimeIndex(chart.x)
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
