"""When the next numbers of a measure are due."""

import datetime as dt
from dataclasses import dataclass

from qi_lib.model import Frequency
from qi_lib.tables.frequencies import period_after, say_period

__all__ = ["NextNumber", "next_number", "next_periods"]

_MONTHS = (Frequency.MONTH, Frequency.QUARTER)


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


def next_periods(
    last: dt.date | None, frequency: Frequency, *, count: int, today: dt.date
) -> list[dt.date]:
    """List the dates of the next points: after the last one, or from this month or day on."""
    is_month = frequency in _MONTHS
    first = period_after(last, frequency) if last else today.replace(day=1) if is_month else today
    return [
        period_after(first, frequency, steps=steps) if steps else first for steps in range(count)
    ]
