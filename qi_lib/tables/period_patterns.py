"""The ways in which wards write a period, each with what it says."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from qi_lib.tables.dates import MONTHS

__all__ = ["TH", "Grain", "WrittenPeriod", "is_day", "is_possible", "match_period"]

Grain = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class WrittenPeriod:
    """A period as it is written: what is not said is not filled in.

    `number` counts weeks or quarters. With `is_numeric`, `day` and `month` may have to change
    places; with `is_short`, the year may be a day ("Apr 24"). With `is_cell` a spreadsheet took it
    for a date already. `is_financial` is whether a
    quarter counts from April, `None` where nobody says; `aside` is what stands in brackets behind.
    """

    grain: Grain
    year: int | None
    month: int = 1
    day: int = 1
    number: int = 0
    is_numeric: bool = False
    is_cell: bool = False
    is_plain_number: bool = False
    is_short: bool = False
    is_financial: bool | None = None
    until: dt.date | None = None
    aside: str = ""


_NAMES = {**MONTHS, **{name[:3]: number for name, number in MONTHS.items()}, "sept": 9}
_MONTH = r"(?P<month>(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r"))\.?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_FY = r"(?:fy ?)?(?P<fy>\d{4}|\d{2}) ?[/–-] ?(?P<fy2>\d{4}|\d{2})"
TH = r"(?:st|nd|rd|th)"
_Q = r"(?:q|qtr\.? ?|quarter ?)"
_WEEK = r"(?:wk\.? ?(?:no\.? ?)?|week ?(?:no\.? ?|number ?)?)"
_YEARS = range(1990, 2101)


def match_period(text: str) -> WrittenPeriod | None:
    """Read a period that is written in one of the known ways, without anything around it."""
    for pattern, make in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            period = make(found.groupdict())
            if period and is_possible(period):
                return period
    return None


def is_possible(period: WrittenPeriod) -> bool:
    """Tell whether there can be such a period."""
    if period.year is not None and period.year not in range(1900, 2200):
        return False
    if period.grain == "week":
        return 1 <= period.number <= 53 if period.number else True
    if period.grain != "day":
        return 1 <= period.month <= 12
    leap = period.year or 2024
    straight = is_day(leap, period.month, period.day)
    return straight or (period.is_numeric and is_day(leap, period.day, period.month))


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


_Parts = dict[str, str | None]


def _year(parts: _Parts) -> int | None:
    text = parts.get("year")
    if not text:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text)


def _financial_year(parts: _Parts) -> int | None:
    first, second = int(parts["fy"] or 0), int(parts["fy2"] or 0)
    first += 2000 if first < 100 else 0
    return first if (first + 1) % 100 == second % 100 and first in _YEARS else None


def _month(parts: _Parts) -> int:
    return _NAMES[parts["month"] or ""]


def _numeric_day(parts: _Parts) -> WrittenPeriod:
    day, month = int(parts["one"] or 0), int(parts["two"] or 0)
    return WrittenPeriod("day", _year(parts), month, day, is_numeric=True)


def _exact_day(parts: _Parts) -> WrittenPeriod:
    return WrittenPeriod("day", _year(parts), int(parts["two"] or 0), int(parts["day"] or 0))


def _named_day(parts: _Parts) -> WrittenPeriod:
    return WrittenPeriod("day", _year(parts), _month(parts), int(parts["day"] or 0))


def _named_month(parts: _Parts) -> WrittenPeriod:
    is_short = len(parts.get("year") or "") == 2
    return WrittenPeriod("month", _year(parts), _month(parts), is_short=is_short)


def _numbered_month(parts: _Parts) -> WrittenPeriod:
    return WrittenPeriod("month", _year(parts), int(parts["two"] or 0))


def _month_of_financial_year(parts: _Parts) -> WrittenPeriod | None:
    year = _financial_year(parts)
    month = _month(parts) if parts.get("month") else (int(parts["two"] or 0) + 2) % 12 + 1
    if year is None or (parts.get("two") and not 1 <= int(parts["two"] or 0) <= 12):
        return None
    return WrittenPeriod("month", year + (month < 4), month)


def _week(parts: _Parts) -> WrittenPeriod:
    return WrittenPeriod("week", _year(parts), number=int(parts["number"] or 0))


def _quarter(parts: _Parts) -> WrittenPeriod:
    return WrittenPeriod("quarter", _year(parts), number=int(parts["number"] or 0))


def _quarter_of_financial_year(parts: _Parts) -> WrittenPeriod | None:
    year = _financial_year(parts)
    number = int(parts["number"] or 0)
    return WrittenPeriod("quarter", year, number=number, is_financial=True) if year else None


def _whole_financial_year(parts: _Parts) -> WrittenPeriod | None:
    year = _financial_year(parts)
    return WrittenPeriod("year", year, 4) if year else None


_PATTERNS: list[tuple[re.Pattern[str], Callable[[_Parts], WrittenPeriod | None]]] = [
    (re.compile(pattern), make)
    for pattern, make in (
        (r"(?P<year>\d{4})[-/.](?P<two>\d{1,2})[-/.](?P<day>\d{1,2})", _exact_day),
        (rf"(?P<one>\d{{1,2}})[-/. ](?P<two>\d{{1,2}})[-/. ]{_YEAR}", _numeric_day),
        (rf"(?P<day>\d{{1,2}}){TH}?(?: of)?[-\s/.]*{_MONTH}[-\s/.,]*{_YEAR}", _named_day),
        (rf"{_MONTH}[-\s]*(?P<day>\d{{1,2}}){TH}?,?\s+(?P<year>\d{{4}})", _named_day),
        (rf"{_MONTH}[-\s,]*{_FY}", _month_of_financial_year),
        (rf"{_FY}[-\s,]*{_MONTH}", _month_of_financial_year),
        (
            rf"(?:m|mth ?|month ?|p|period ?)(?P<two>\d{{1,2}})[-\s,]*\(?{_FY}\)?",
            _month_of_financial_year,
        ),
        (
            rf"{_FY}[-\s,]*(?:m|mth ?|month ?|p|period ?)(?P<two>\d{{1,2}})",
            _month_of_financial_year,
        ),
        (rf"{_MONTH}[-\s/.,]*{_YEAR}", _named_month),
        (rf"(?P<year>\d{{4}})[-\s/.,]*{_MONTH}", _named_month),
        (r"(?P<year>\d{4})(?:[-.]| ?m)(?P<two>\d{1,2})", _numbered_month),
        (r"(?P<year>\d{4})/(?P<two>0[1-9])", _numbered_month),
        (r"(?P<two>\d{1,2})[-/.](?P<year>\d{4})", _numbered_month),
        (rf"(?P<day>\d{{1,2}}){TH}?(?: of)?[-\s/]*{_MONTH}", _named_day),
        (rf"{_MONTH}[-\s]*(?P<day>\d|\d{{1,2}}{TH})", _named_day),
        (r"(?P<one>\d{1,2})/(?P<two>\d{1,2})", _numeric_day),
        (rf"{_WEEK}(?P<number>\d{{1,2}})(?:[\s,/-]+\(?{_YEAR}\)?)?", _week),
        (rf"(?P<year>\d{{4}})[\s,-]*(?:w|{_WEEK})(?P<number>\d{{1,2}})", _week),
        (r"w(?P<number>\d{1,2})[\s,/-]+(?P<year>\d{4})", _week),
        (rf"{_Q}(?P<number>[1-4])[\s,-]*\(?{_FY}\)?", _quarter_of_financial_year),
        (rf"{_FY}[\s,-]*\(?{_Q}(?P<number>[1-4])\)?", _quarter_of_financial_year),
        (rf"{_Q}(?P<number>[1-4])(?:[\s,/-]*\(?{_YEAR}\)?)?", _quarter),
        (rf"(?P<year>\d{{4}})[\s,/-]*{_Q}(?P<number>[1-4])", _quarter),
        (rf"(?P<number>[1-4]){TH} (?:quarter|qtr)(?:[\s,]*(?:of )?{_YEAR})?", _quarter),
        (_FY, _whole_financial_year),
        (_MONTH, _named_month),
    )
]
