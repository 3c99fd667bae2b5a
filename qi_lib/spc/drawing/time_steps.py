"""Even steps along the time axis, from fine to coarse: hours, days, weeks, months, years."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.drawing.scales import along
from qi_lib.spc.records import record
from qi_lib.spc.series.series import Series
from qi_lib.spc.svg.ticks import nice_ticks

__all__ = ["TimeSteps", "time_steps"]

_HOURS = (1, 2, 3, 6, 12)
_DAYS = (1, 2, 7, 14, 28)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_BY_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@record
class TimeSteps:
    """Hold places along the axis, evenly apart as `along` gives them, and how each is written."""

    places: Floats
    say: Callable[[float], str]


def time_steps(
    series: Series, first: float, last: float, *, by_months: bool
) -> Iterator[TimeSteps]:
    """Give even steps that reach from one place of the axis to another, the finest first."""
    if series.worked.axis.kind == "number":
        yield from _numbers(series, first, last)
    elif by_months:
        yield from _whole_months(series, first, last)
    else:
        yield from _hours_and_days(series, first, last)
        yield from _calendar_months(first, last)


def _numbers(series: Series, first: float, last: float) -> Iterator[TimeSteps]:
    is_whole = bool((series.x % 1 == 0).all())
    for wanted in range(12, 0, -1):
        ticks = np.array(nice_ticks(first, last, wanted))
        yield TimeSteps(ticks[ticks % 1 == 0] if is_whole else ticks, lambda place: f"{place:g}")


def _hours_and_days(series: Series, first: float, last: float) -> Iterator[TimeSteps]:
    """Count hours and the days of hours from midnight, other days and weeks from the first one."""
    is_hourly, is_weekly = series.interval == "hour", series.interval in ("week", "fortnight")
    for hours in _HOURS if is_hourly else ():
        yield TimeSteps(_multiples(hours, first * 24, last * 24) / 24, _say_hour)
    for days in _DAYS:
        if is_hourly:
            yield TimeSteps(_multiples(days, first, last), _say_day)
        elif not is_weekly or days % 7 == 0:
            yield TimeSteps(np.arange(first, last + 1e-6, days), _say_day)


def _whole_months(series: Series, first: float, last: float) -> Iterator[TimeSteps]:
    """Count months from January, quarters and years from the first month that they have here.

    Points of a month may all stand at its end, or in its middle: then the steps do, too.
    """
    places = along(series, by_months=True)
    within = float(np.median(places % 1))
    rhythm = _BY_MONTHS.get(series.interval or "", 1)
    start = int(places[0]) % rhythm + within
    say = _say_year if rhythm == 12 else _say_month
    for months in _MONTHS:
        if months % rhythm == 0:
            yield TimeSteps(start + _multiples(months, first - start, last - start), say)


def _calendar_months(first: float, last: float) -> Iterator[TimeSteps]:
    """Give the first days of months."""
    begin, end = (np.datetime64(int(place), "D").astype("datetime64[M]") for place in (first, last))
    for months in _MONTHS:
        found = _multiples(months, begin.astype(int), end.astype(int)).astype(np.int64)
        days = found.astype("datetime64[M]").astype("datetime64[D]").astype(np.float64)
        yield TimeSteps(days, _say_month_of_day)


def _multiples(step: int, low: float, high: float) -> Floats:
    """Give the multiples of a step between two numbers; one just outside counts."""
    whole: Floats = np.arange(np.ceil(low / step - 1e-6), np.floor(high / step + 1e-6) + 1) * step
    return whole


def _moment(days: float) -> pd.Timestamp:
    return pd.Timestamp(0) + pd.Timedelta(hours=round(days * 24))


def _say_hour(days: float) -> str:
    when = _moment(days)
    return f"{when.day} {when:%b %H:%M}"


def _say_day(days: float) -> str:
    when = _moment(days)
    return f"{when.day} {when:%b %y}"


def _say_month_of_day(days: float) -> str:
    return f"{_moment(days):%b %y}"


def _month(months: float) -> pd.Timestamp:
    return pd.Timestamp(np.datetime64(int(months), "M"))


def _say_month(months: float) -> str:
    return f"{_month(months):%b %y}"


def _say_year(months: float) -> str:
    return f"{_month(months):%Y}"
