"""Read a cell as a day, a week, a month, a quarter or a year, as wards write them.

What one cell leaves open (which comes first of day and month, which year, whose quarter) stays
open here: `calendars` settles it for a whole column.
"""

import calendar
import datetime as dt
import re
from dataclasses import replace

from qi_lib.tables.cells import Cell
from qi_lib.tables.period_patterns import (
    TH,
    Grain,
    WrittenPeriod,
    is_day,
    match_period,
)

__all__ = ["read_period"]


# Excel counts days from 30 December 1899; the range is 1954 to 2119, so a count is not a date.
_EXCEL_ZERO = dt.date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)
_YEARS = range(1990, 2101)
_SINCE = re.compile(
    r"^(?:(?P<week>w/?[cbse]\b\.?"
    r"|(?:week|wk) (?:commencing|beginning|starting|start|ending|of|from))"
    r"|month(?: (?:of|ending))?|period(?: ending)?|as at|date)[\s:]+",
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_ASIDE = re.compile(r"\s*\(([^()]*)\)$")
_MARK = re.compile(r"p|r|f|prov\w*|rev\w*|final|est\w*")
_AROUND = re.compile(rf"^{_WEEKDAY},?[\s-]+|[\s,]+\(?{_WEEKDAY}\)?$|\s*[*†‡]+$")
_CLOCK = re.compile(
    r"[t\s,]+\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|\s*[ap]m|[+-]\d{2}:?\d{2})?$"
)
_UNTIL = re.compile(r"\s+-\s+|\s*[–—]\s*|-|\s+(?:to|until|thru)\s+")


def read_period(cell: Cell) -> WrittenPeriod | None:
    """Read what a cell says about when; `None` when it says nothing of the kind."""
    if isinstance(cell, dt.date):
        return WrittenPeriod("day", cell.year, cell.month, cell.day, is_cell=True)
    if isinstance(cell, float):
        return _of_number(cell)
    if not isinstance(cell, str) or not 1 < len(cell) < 60:
        return None
    text = " ".join(cell.lower().split())
    if text.isdecimal():
        return _of_number(float(text)) if len(text) < 9 else None
    return _read(text)


def _of_number(number: float) -> WrittenPeriod | None:
    whole = int(number)
    if whole in _EXCEL_DAYS:
        date = _EXCEL_ZERO + dt.timedelta(days=whole)
        return WrittenPeriod("day", date.year, date.month, date.day, is_plain_number=True)
    if whole != number:
        return None
    if whole in _YEARS:
        return WrittenPeriod("year", whole, is_plain_number=True)
    year, month = divmod(whole, 100)
    if year in _YEARS and 1 <= month <= 12:
        return WrittenPeriod("month", year, month, is_plain_number=True)
    (year, month), day = divmod(year, 100), month
    if year in _YEARS and is_day(year, month, day):
        return WrittenPeriod("day", year, month, day, is_plain_number=True)
    return None


def _read(text: str) -> WrittenPeriod | None:
    since = _SINCE.match(text)
    if since:
        text = text[since.end() :]
    text = _CLOCK.sub("", _AROUND.sub("", _AROUND.sub("", text))).strip(" ,.")
    aside = _ASIDE.search(text)
    found = match_period(text) or _range(text)
    if found is None and aside:
        found = match_period(text[: aside.start()])
        is_said = found is not None and not _MARK.fullmatch(aside[1])
        found = replace(found, aside=aside[1]) if found and is_said else found
    if found and since and since["week"] and found.grain == "day":
        return replace(found, grain="week")
    return found


# Ranges ---------------------------------------------------------------------------------------


def _range(text: str) -> WrittenPeriod | None:
    for mark in _UNTIL.finditer(text):
        ending = match_period(text[mark.end() :])
        if ending and ending.grain in ("day", "month"):
            found = _between(text[: mark.start()], ending)
            if found:
                return found
    return None


def _between(left: str, ending: WrittenPeriod) -> WrittenPeriod | None:
    """Take what the left side leaves out (1–7 January 2025) from the right one."""
    alone = re.fullmatch(rf"(\d{{1,2}}){TH}?", left)
    beginning = _same_or_month_before(int(alone[1]), ending) if alone else match_period(left)
    if beginning is None or beginning.grain != ending.grain or ending.year is None:
        return None
    if beginning.year is None:
        beginning = replace(beginning, year=ending.year - (beginning.month > ending.month))
    first = _day(beginning)
    last = _day(ending) if ending.grain == "day" else _month_end(ending.year, ending.month)
    if first is None or last is None or last < first:
        return None
    return replace(beginning, grain=_grain_of(first, last), until=last)


def _same_or_month_before(day: int, ending: WrittenPeriod) -> WrittenPeriod:
    """Give the day that a stretch begins on: that of 27 – 2 February is in January."""
    if day <= ending.day or ending.is_numeric or ending.year is None:
        return replace(ending, day=day)
    year, month = (ending.year, ending.month - 1) if ending.month > 1 else (ending.year - 1, 12)
    return replace(ending, year=year, month=month, day=day)


def _grain_of(first: dt.date, last: dt.date) -> Grain:
    length = (last - first).days + 1
    grains: tuple[tuple[int, Grain], ...] = (
        (1, "day"),
        (10, "week"),
        (45, "month"),
        (120, "quarter"),
    )
    return next((grain for most, grain in grains if length <= most), "year")


def _day(period: WrittenPeriod) -> dt.date | None:
    year, month, day = period.year or 0, period.month, period.day
    if period.is_numeric and month > 12:
        month, day = day, month
    return dt.date(year, month, day) if is_day(year, month, day) else None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
