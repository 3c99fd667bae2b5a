"""Dates moved from the day a file was made to today."""

import calendar
import datetime as dt
from dataclasses import dataclass

__all__ = ["DateShift"]


@dataclass(frozen=True, slots=True)
class DateShift:
    """The way from one day to another, in whole months or in whole weeks."""

    origin: dt.date
    today: dt.date

    def by_months(self, day: dt.date) -> dt.date:
        """Move by whole months; the last day of a month stays the last day."""
        months = 12 * (self.today.year - self.origin.year) + self.today.month - self.origin.month
        year, month = divmod(12 * day.year + day.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        was_last = day.day == calendar.monthrange(day.year, day.month)[1]
        return dt.date(year, month + 1, last if was_last else min(day.day, last))

    def by_weeks(self, day: dt.date) -> dt.date:
        """Move by whole weeks, so that a Monday stays a Monday."""
        return day + dt.timedelta(weeks=(self.today - self.origin).days // 7)
