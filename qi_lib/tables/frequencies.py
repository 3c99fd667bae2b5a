"""The steps of a measure's frequency: which date a point has, the next one, how it is called."""

import datetime as dt

from qi_lib.model import Frequency
from qi_lib.wording.dates import say_day

__all__ = ["period_after", "period_of", "say_period"]

_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3}
_DAYS = {Frequency.DAY: 1, Frequency.WEEK: 7}


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


def say_period(day: dt.date, frequency: Frequency) -> str:
    """Write the date of a point as short as its frequency allows: March 2025, or 3 March 2025."""
    is_whole_month = frequency in _MONTHS and day.day == 1
    return f"{day:%B %Y}" if is_whole_month else say_day(day)
