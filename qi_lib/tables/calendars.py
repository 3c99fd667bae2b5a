"""Turn the periods of one column into dates, once it is settled what they leave open."""

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qi_lib.tables.period_patterns import Grain, WrittenPeriod

__all__ = [
    "Calendar",
    "DayOrder",
    "Quarters",
    "day_of",
    "lacks_year",
    "read_order",
    "to_days",
    "usual_grain",
]

DayOrder = Literal["day first", "month first"]
Quarters = Literal["financial", "calendar"]

_HALF_A_YEAR = 183
# “Jan 6, Jan 13, Jan 20”: so many different numbers, over so many years, are days and no years.
_TOO_MANY_YEARS = 8


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is settled for a column: the order of day and month, the first year, whose quarters."""

    day_order: DayOrder = "day first"
    year: int = 2000
    quarters: Quarters = "financial"


def lacks_year(periods: Sequence[WrittenPeriod | None]) -> bool:
    """Tell whether periods of a column say no year."""
    return any(one is not None and one.year is None for one in _as_days_of_months(periods))


def read_order(periods: Sequence[WrittenPeriod | None]) -> tuple[int, int]:
    """Count the periods that can only be read day first, and those that can only be month first."""
    numeric = [one for one in periods if one is not None and one.is_numeric]
    return sum(one.day > 12 for one in numeric), sum(one.month > 12 for one in numeric)


def usual_grain(periods: Sequence[WrittenPeriod | None]) -> Grain:
    """Give the grain that most periods of a column have."""
    counted = Counter(one.grain for one in periods if one is not None)
    return counted.most_common(1)[0][0] if counted else "day"


def _as_days_of_months(periods: Sequence[WrittenPeriod | None]) -> list[WrittenPeriod | None]:
    """Read “Apr 24” as a day where its column shows that the number is one."""
    short = [one for one in periods if one is not None and one.is_short]
    years = {one.year for one in short if one.year is not None}
    named_days = any(one and one.grain == "day" and one.year is None for one in periods)
    if not short or not (named_days or len(years) >= _TOO_MANY_YEARS):
        return list(periods)
    return [
        replace(one, grain="day", year=None, day=(one.year or 0) % 100, is_short=False)
        if one is not None and one.is_short
        else one
        for one in periods
    ]


def to_days(
    periods: Sequence[WrittenPeriod | None],
    settled: Calendar,
    *,
    begins_anew: Sequence[bool] = (),
) -> list[dt.date | None]:
    """Give the first day of each period.

    Args:
        periods: those of one column, from the top.
        settled: how to read what they leave open. Where they say no year, `year` is that of the
            first, and each turn of the year that the rows show is counted.
        begins_anew: for each row, whether the years begin again with it (the next ward's months).

    Returns:
        A date for each period; `None` where there is none, or no such day.
    """
    year, last = settled.year, None
    days: list[dt.date | None] = []
    known: dict[int, dt.date | None] = {}
    for index, period in enumerate(_as_days_of_months(periods)):
        if period is None:
            days.append(None)
            continue
        if begins_anew and begins_anew[index]:
            year, last = settled.year, None
        if period.year is None:
            day = day_of(period, settled, year)
            if day and last and abs((day - last).days) > _HALF_A_YEAR:
                year += 1 if day < last else -1
                day = day_of(period, settled, year)
            last = day or last
        else:
            if id(period) not in known:  # rows of one date share what was read of it
                known[id(period)] = day_of(period, settled, period.year)
            day = known[id(period)]
        days.append(day)
    return days


def day_of(period: WrittenPeriod, settled: Calendar, year: int) -> dt.date | None:
    """Give the first day of one period of a year; `None` where there is no such day."""
    if period.number and period.grain == "week":
        return dt.date.fromisocalendar(year, period.number, 1) if _has_week(year, period) else None
    if period.number:
        is_financial = period.is_financial
        if is_financial is None:
            is_financial = settled.quarters == "financial"
        month = 3 * period.number + (1 if is_financial else -2)
        return dt.date(year + (month > 12), (month - 1) % 12 + 1, 1)
    month, day = period.month, period.day
    turns = settled.day_order == "month first" and (period.is_numeric or period.is_cell)
    if turns and (period.is_numeric or day <= 12):
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)


def _has_week(year: int, period: WrittenPeriod) -> bool:
    return period.number <= dt.date(year, 12, 28).isocalendar().week
