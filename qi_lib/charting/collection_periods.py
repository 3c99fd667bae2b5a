"""When the next numbers of a measure are due, and how a period is called."""

import datetime as dt
from dataclasses import dataclass

from qi_lib.model import Frequency
from qi_lib.wording.dates import say_day

__all__ = ["NextNumber", "next_number", "next_periods", "period_after", "period_of", "say_period"]

_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3}
_DAYS = {Frequency.DAY: 1, Frequency.WEEK: 7}


@dataclass(frozen=True, slots=True)
class NextNumber:
    """Which number comes next, from which day on, and whether that day has come."""

    period: dt.date
    on: dt.date
    is_due: bool
    words: str


def next_number(last: dt.date | None, frequency: Frequency, *, today: dt.date) -> NextNumber:
    """Say which number a measure needs next; that of a month can be given when it is over."""
    if last is None:
        return NextNumber(today, today, is_due=True, words="No numbers yet")
    period = period_after(last, frequency)
    on = period_after(period, frequency) if frequency in _MONTHS else period
    name = say_period(period, frequency)
    if on > today:
        return NextNumber(period, on, is_due=False, words=f"{name} is due on {on.day} {on:%B}")
    following = period_after(on, frequency)
    words = f"{name} is due" if following > today else f"Due since {name}"
    return NextNumber(period, on, is_due=True, words=words)


def period_after(day: dt.date, frequency: Frequency, *, steps: int = 1) -> dt.date:
    """Give the date of the next point, or that of one so many steps on.

    Args:
        day: the date of a point.
        frequency: the step: a day, a week, a month or a quarter.
        steps: how many steps on; below 0, back.

    Returns:
        The date; of months and quarters, the first day.
    """
    months = _MONTHS.get(frequency)
    if months is None:
        return day + dt.timedelta(days=_DAYS[frequency] * steps)
    after = day.year * 12 + day.month - 1 + months * steps
    return dt.date(after // 12, after % 12 + 1, 1)


def period_of(day: dt.date, frequency: Frequency, *, last: dt.date | None = None) -> dt.date:
    """Give the date of the point that a day belongs to.

    A week begins on the weekday of the measure's last point, else on Monday.
    """
    if frequency is Frequency.DAY:
        return day
    if frequency is Frequency.WEEK:
        return day - dt.timedelta(days=(day.weekday() - (last.weekday() if last else 0)) % 7)
    months = _MONTHS[frequency]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def next_periods(
    last: dt.date | None, frequency: Frequency, *, count: int, today: dt.date
) -> list[dt.date]:
    """List the dates of the next points: after the last one, or from this month or day on."""
    is_month = frequency in _MONTHS
    first = period_after(last, frequency) if last else today.replace(day=1) if is_month else today
    return [
        period_after(first, frequency, steps=steps) if steps else first for steps in range(count)
    ]


def say_period(day: dt.date, frequency: Frequency) -> str:
    """Write the date of a point as short as its frequency allows: March 2025, or 3 March 2025."""
    is_whole_month = frequency in _MONTHS and day.day == 1
    return f"{day:%B %Y}" if is_whole_month else say_day(day)
