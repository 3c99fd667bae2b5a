"""One date written as text, read without guessing.

Read are dates with the year first (2024-03-01, 2024-03), with the day first (01/03/2024, 1.3.24),
months with their year (03/2024), and the month as a word (1 March 2024, March 1, 2024, Mar-24). A
day of the week or “w/c” in front and a time of day behind may be there. The month never comes
before the day in figures: this is read in Britain.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

__all__ = ["looks_like_date", "make_date", "match_date", "read_date"]

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
# All are matched against text in lower case. A word that only begins like a month is a name.
_WORD = rf"(?P<word>{'|'.join(_MONTHS)}|sept|{'|'.join(_SHORT)})(?![a-z])\.?"
_YEAR = r"['’]?(?P<year>\d{4}|\d{2})"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_GAP = r"[-/., ]*"
_CLOCK = (
    r"(?:[t ,]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap]m))?)?\s*(?P<offset>z|[+-]\d{2}:?\d{2})?"
)
_WAYS = [
    (way, re.compile(pattern))
    for way, pattern in (
        (
            "year first",
            rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}){_CLOCK})?",
        ),
        ("day first", rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{_YEAR}{_CLOCK}"),
        ("month and year", r"(?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d{2})"),
        ("in words", rf"(?:{_NTH}(?:\s+of\s)?{_GAP})?{_WORD}{_GAP}{_YEAR}{_CLOCK}"),
        ("in words", rf"{_WORD}\s+{_NTH},?\s+(?P<year>\d{{4}}){_CLOCK}"),
    )
]
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")
# A week is named by the day with which it begins or ends.
_OF_WEEK = re.compile(
    r"(?:w/?[cbe]|week (?:commencing|beginning|starting|ending|of))[:.]?\s+(?=\D*\d)"
)
# What begins like this is meant as a date, whatever follows.
_BEGINS = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d|\d{1,2}[-/]\d{1,2}[-/]\d{2}|"
    rf"(?:{_NTH}{_GAP})?{_WORD}{_GAP}['’]?\d{{2}}"
)
# Numbers lie in the past, and what is due lies a few years ahead, so two figures are a year of
# this century up to 69 and of the last one from 70: 24 is 2024, 35 is 2035, 75 is 1975.
_THIS_CENTURY = 70


def read_date(text: str) -> datetime | None:
    """Read one date, or give None where there is none to read; an offset is kept."""
    found = match_date(text)
    return None if found is None else make_date(found[1])


def match_date(text: str) -> tuple[str, re.Match[str]] | None:
    """Tell in which way a date is written, and what its parts are."""
    plain = _plain(text)
    for way, pattern in _WAYS:
        if found := pattern.fullmatch(plain):
            return way, found
    return None


def looks_like_date(text: str) -> bool:
    """Tell whether somebody meant a date, whether or not it can be read."""
    return _BEGINS.match(_plain(text)) is not None


def make_date(found: re.Match[str]) -> datetime | None:
    """Make a moment of the parts of a date; None where there is no such day."""
    parts = found.groupdict()
    month = _SHORT[parts["word"][:3]] if parts.get("word") else int(parts["month"])
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < _THIS_CENTURY else 1900
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    if half := parts.get("half"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        moment = datetime(year, month, int(parts.get("day") or 1), hour, minute, second)
    except ValueError:
        return None
    offset = parts.get("offset")
    if not offset:
        return moment
    zone = UTC if offset == "z" else datetime.strptime(offset.replace(":", ""), "%z").tzinfo
    return moment.replace(tzinfo=zone)


def _plain(text: str) -> str:
    plain = _OF_WEEK.sub("", text.strip().lower(), count=1)
    return _WEEKDAY.sub("", plain, count=1)
