"""Dates as people in Britain write them: 3/4/2025 is 3 April, Apr-24 is the whole of April 2024."""

import calendar
import datetime as dt
import re

__all__ = ["MONTHS", "easter", "end_of_month", "read_day"]

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTH = r"(?P<month>[a-z]{3,9})"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_WRITTEN = [
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})[-/.](?P<number>\d{{1,2}})[-/.]{_YEAR}",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[-\s/.]*{_MONTH}\.?[-\s/.,]*{_YEAR}",
        rf"{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\.?[-\s/.,]*{_YEAR}",
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})",
        r"(?P<number>\d{1,2})[-/.](?P<year>\d{4})",
    )
]
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.I
)
_CLOCK = re.compile(
    r"[t\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|\s*[ap]m|[+-]\d{2}:?\d{2})?$", re.I
)


def read_day(text: str) -> dt.date | None:
    """Read a date, or the first day of a month; `None` when it is neither.

    Day comes before month. A time of day behind the date is left out. Two-digit years are of this
    century.
    """
    plain = _CLOCK.sub("", _WEEKDAY.sub("", text.strip())).strip().lower()
    for pattern in _WRITTEN:
        found = pattern.fullmatch(plain)
        if found:
            return _as_day(found.groupdict())
    return None


def _as_day(parts: dict[str, str | None]) -> dt.date | None:
    name = parts.get("month") or ""
    month = int(parts["number"] or 0) if parts.get("number") else _month_called(name)
    year = int(parts["year"] or 0)
    try:
        return dt.date(year + 2000 if year < 100 else year, month, int(parts.get("day") or 1))
    except ValueError:
        return None


def _month_called(name: str) -> int:
    return MONTHS.get(name) or _SHORT.get(name, 0)


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
