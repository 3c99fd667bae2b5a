"""Dates as people in Britain write them: 3/4/2025 is 3 April, Apr-24 is the whole of April 2024."""

import calendar
import datetime as dt

__all__ = ["MONTHS", "easter", "end_of_month", "read_day"]

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}


def read_day(text: str) -> dt.date | None:
    """Read a date, or the first day of a month; `None` when it is neither.

    It is read as the chart engine reads the dates of a chart; a time of day is left out.
    """
    # Heavy, for what only asks a date now and then: the engine brings numpy and pandas.
    from qi_lib.spc.reading.dates_in_text import read_date  # noqa: PLC0415

    moment = read_date(text)
    return None if moment is None else moment.date()


def end_of_month(year: int, month: int) -> dt.date:
    """Give the last day of a month; months above 12 run on into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def easter(year: int) -> dt.date:
    """Give Easter Sunday (the algorithm printed in Nature, 20 April 1876, for Gregorian years)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
