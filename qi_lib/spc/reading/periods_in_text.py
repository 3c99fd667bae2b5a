"""Months, weeks, quarters and years written as such: 202301, 2024-W10, Q1 2020, 2020/21."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.errors import DataError
from qi_lib.spc.reading.date_columns import Dates

__all__ = ["months_in_figures", "read_financial_years", "read_period", "read_periods"]

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_QUARTER = r"q(?:uarter|tr)?\s?(?P<quarter>[1-4])"
_WEEK = r"w(?:eek|k)?\s?(?P<week>\d{1,2})"
_FINANCIAL = r"(?:fy ?)?(?P<first>(?:19|20)?\d{2}) ?[-/–] ?(?P<second>(?:19|20)?\d{2})"
# Two figures alone, such as 10-11, may be ages.
_FINANCIAL_YEAR = re.compile(rf"(?=fy|\d{{4}}){_FINANCIAL}")
# All are matched against text in lower case. A financial year may be named by both its years.
_WAYS = {
    "month": [
        re.compile(rf"{_YEAR}(?P<month>0[1-9]|1[0-2])"),
        re.compile(rf"{_YEAR}[-/ ]?m(?P<month>0?[1-9]|1[0-2])"),
    ],
    "week": [re.compile(rf"{_YEAR}[-/ ]*{_WEEK}"), re.compile(rf"{_WEEK}[-/, ]*{_YEAR}")],
    "quarter": [
        re.compile(rf"{_YEAR}(?:[-/]\d{{2}})?[-/ ]*{_QUARTER}"),
        re.compile(rf"{_QUARTER}[-/, ]*{_YEAR}(?:[-/]\d{{2}})?"),
        re.compile(rf"{_FINANCIAL}[, ]*{_QUARTER}"),
        re.compile(rf"{_QUARTER}[, ]*{_FINANCIAL}"),
    ],
    "year": [re.compile(_YEAR), _FINANCIAL_YEAR],
}
_FIRST, _LAST = 190001, 209912


def read_financial_years(
    texts: Sequence[str], year_starts: int | None
) -> tuple[Dates, list[str]] | None:
    """Read a column such as 2020/21, 2021/22 as the first days of financial years, else None.

    One of them alone may be a month: 2010-11 is November 2010.
    """
    codes, unique = pd.factorize(np.asarray(texts, dtype=object))
    found = [_FINANCIAL_YEAR.fullmatch(text.strip().lower()) for text in unique]
    years = [_first_year(match) if match else None for match in found]
    if len(years) < 2 or None in years:
        return None
    starts = [date(year, year_starts or 4, 1) for year in years if year]
    said = f"{texts[0]} begins in {starts[codes[0]]:%B %Y}"
    notes = [f"Years are read as financial: {said}. Say year_starts for another month."]
    return np.array(starts, "datetime64[us]")[codes], [] if year_starts else notes


def read_periods(
    texts: Sequence[str], called: str, year_starts: int | None
) -> tuple[Dates, list[str]] | None:
    """Read a column of text as the first days of periods; None where it holds names.

    `year_starts` is the month in which the year of quarters begins; April, if nobody says, and
    then that is told in what is returned beside the dates.
    """
    codes, unique = pd.factorize(np.asarray(texts, dtype=object))
    found = [_match(text) for text in unique]
    at = [found[code] for code in codes.tolist()]
    ways = [pair[0] for pair in at if pair]
    if 2 * len(ways) <= len(at):
        return None
    usual = max(sorted(set(ways)), key=ways.count)
    for row, pair in enumerate(at):
        if pair is None or pair[0] != usual:
            said = f"Row {row + 1} of {called} is {texts[row]!r}, but most rows are {usual}s"
            raise DataError(f"{said}. Write it like {texts[ways.index(usual)]!r}, or delete it.")
    starts = [_start(pair[1], year_starts or 4) for pair in found if pair]
    if None in starts:
        row = codes.tolist().index(starts.index(None))
        raise DataError(f"Row {row + 1} of {called} is {texts[row]!r}: no year has such a week.")
    notes = _note(texts[0], starts[codes[0]]) if usual == "quarter" and year_starts is None else []
    return np.array(starts, "datetime64[us]")[codes], notes


def read_period(text: str, year_starts: int) -> date | None:
    """Read one period as its first day; None where it is none."""
    found = _match(text)
    return None if found is None else _start(found[1], year_starts)


def months_in_figures(numbers: npt.NDArray[Any]) -> Dates | None:  # Any: as numbers come
    """Read numbers such as 202301 as months; None where one of them is none."""
    # Most numbers along an axis are small: then nothing else need be looked at.
    if not len(numbers) or not _FIRST <= numbers[0] <= _LAST:
        return None
    months = numbers % 100
    if not ((numbers >= _FIRST) & (numbers <= _LAST) & (months >= 1) & (months <= 12)).all():
        return None
    if (numbers != np.rint(numbers)).any():
        return None
    since = (numbers // 100 - 1970) * 12 + months - 1
    starts: Dates = since.astype(np.int64).astype("datetime64[M]").astype("datetime64[us]")
    return starts


def _match(text: str) -> tuple[str, re.Match[str]] | None:
    plain = text.strip().lower()
    for way, patterns in _WAYS.items():
        for pattern in patterns:
            found = pattern.fullmatch(plain)
            if found and ("first" not in pattern.groupindex or _first_year(found)):
                return way, found
    return None


def _first_year(found: re.Match[str]) -> int | None:
    """Give the first year of a financial one; None where the second is not the next."""
    first, second = int(found["first"]), int(found["second"])
    first += 2000 if first < 100 else 0
    return (
        first if second % 100 == (first + 1) % 100 and second in (first + 1, second % 100) else None
    )


def _start(found: re.Match[str], year_starts: int) -> date | None:
    parts = found.groupdict()
    year = int(parts["year"]) if "year" in parts else (_first_year(found) or 0)
    if parts.get("month"):
        return date(year, int(parts["month"]), 1)
    if parts.get("week"):
        try:
            return date.fromisocalendar(year, int(parts["week"]), 1)
        except ValueError:
            return None
    if not parts.get("quarter"):
        return date(year, 1 if "year" in parts else year_starts, 1)
    months = year_starts - 1 + 3 * (int(parts["quarter"]) - 1)
    return date(year + months // 12, months % 12 + 1, 1)


def _note(text: str, start: date | None) -> list[str]:
    if start is None:
        return []
    last = date(start.year, start.month + 2, 1)
    said = f"{text} is {start:%B} to {last:%B %Y}"
    return [f"Quarters are read as of a year from April: {said}. Say year_starts=1 for others."]
