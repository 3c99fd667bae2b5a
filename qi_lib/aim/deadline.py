"""Find by when something is to be done, in a sentence."""

import datetime as dt
import re

from qi_lib.tables.dates import MONTHS, easter, end_of_month, read_day

__all__ = ["find_deadline", "likely_deadlines"]

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: number for number, word in enumerate(_NUMBERS.split())}
_COUNTS |= {"a": 1, "an": 1, "eighteen": 18}
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_MONTH = "|".join(sorted((*MONTHS, *(name[:3] for name in MONTHS), "sept"), key=len, reverse=True))
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_BY = (
    r"(?:by|before|until|come)\s+(?:the\s+)?"
    r"(?:(?P<edge>end|beginning|start)(?:\s+of)?\s+)?(?:the\s+)?"
)
# A season is over on the last day of its last month, as the Met Office counts seasons.
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 14}

_FULL = re.compile(
    rf"\b{_BY}(?P<day>\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+\d{{4}})\b",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    rf"\b{_BY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b", re.IGNORECASE
)
_MONTH_ONLY = re.compile(
    rf"\b{_BY}(?:next\s+|this\s+)?(?P<month>{_MONTH})\b\.?,?(?:\s+'?(?P<year>\d{{4}}|\d{{2}})\b)?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?:within|in|over)\s+(?:the\s+)?(?:next\s+|coming\s+)?{_COUNT}\s+"
    r"(?P<unit>months?|weeks?|years?)['’]?(?:\s+time)?\b",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"\b{_BY}(?:next\s+|this\s+)?(?P<season>{'|'.join(_SEASONS)})\b(?:\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    rf"\b(?:{_BY}|(?=this\s+year\b))(?:(?P<year>20\d{{2}})|"
    r"(?P<financial>financial\s+year(?:\s+end)?)|"
    r"(?P<which>(?:this|next)\s+)?(?:calendar\s+)?year(?:['’]?s?\s+end)?)\b",
    re.IGNORECASE,
)
_FEAST = re.compile(
    rf"\b{_BY}(?:next\s+|this\s+)?(?P<feast>christmas|xmas|easter|new\s+year)\b"
    r"(?:\s+(?P<year>20\d{2}))?",
    re.IGNORECASE,
)
# Quarters in a hospital are those of the financial year, from April.
_QUARTER = re.compile(
    rf"\b{_BY}q(?P<quarter>[1-4])\b(?:\s+(?:of\s+)?(?P<year>20\d{{2}}|\d{{2}})(?:[/-]\d{{2,4}})?)?",
    re.IGNORECASE,
)
_SOON = re.compile(
    rf"\b(?:{_BY}|(?=(?:this|next)\s))(?:(?P<which>this|next)\s+)?(?P<unit>week|month)\b(?!\s+\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{_BY}(?:this\s+)?(?P<weekday>{'|'.join(_DAYS)})\b", re.IGNORECASE)


def find_deadline(sentence: str, *, today: dt.date) -> tuple[dt.date | None, str]:
    """Find the date by which, and the sentence without it.

    A whole month, season or year means its last day; without a year, the next one to come.
    """
    for pattern, resolve in _KINDS:
        found = pattern.search(sentence)
        day = resolve(found, today) if found else None
        if found and day:
            without = f"{sentence[: found.start()].rstrip(' ,')} {sentence[found.end() :].strip()}"
            return day, without.strip(" ,.;")
    return None, sentence


def likely_deadlines(today: dt.date) -> list[tuple[str, dt.date]]:
    """Offer three ends of months that teams choose most: a season, half a year, a year away."""
    return [
        (label, end_of_month(today.year, today.month + months))
        for label, months in (("In 3 months", 3), ("In 6 months", 6), ("In a year", 12))
    ]


def _full(found: re.Match[str], today: dt.date) -> dt.date | None:
    return read_day(found["day"].replace(",", ""))


def _day_of_month(found: re.Match[str], today: dt.date) -> dt.date | None:
    month = _month_number(found["month"])
    for year in (today.year, today.year + 1):
        day = read_day(f"{found['day']}/{month}/{year}")
        if day and day >= today:
            return day
    return None


def _month_only(found: re.Match[str], today: dt.date) -> dt.date | None:
    last = _end_of(_month_number(found["month"]), found["year"], today)
    return last.replace(day=1) if (found["edge"] or "end").lower() != "end" else last


def _season(found: re.Match[str], today: dt.date) -> dt.date | None:
    return _end_of(_SEASONS[found["season"].lower()], found["year"], today)


def _end_of(month: int, year: str | None, today: dt.date) -> dt.date:
    if year:
        return end_of_month(_year(year), month)
    this_year = end_of_month(today.year, month)
    return this_year if this_year >= today else end_of_month(today.year + 1, month)


def _after(found: re.Match[str], today: dt.date) -> dt.date | None:
    count = _COUNTS.get(found["count"].lower()) or int(found["count"])
    unit = found["unit"].lower()
    if unit.startswith("week"):
        return today + dt.timedelta(weeks=count)
    months = today.month + count * (12 if unit.startswith("year") else 1)
    last = end_of_month(today.year, months)
    return last.replace(day=min(today.day, last.day))


def _year_end(found: re.Match[str], today: dt.date) -> dt.date | None:
    if found["financial"]:
        return _end_of(3, None, today)
    later = 1 if (found["which"] or "").strip().lower() == "next" else 0
    return dt.date(int(found["year"] or today.year + later), 12, 31)


def _feast(found: re.Match[str], today: dt.date) -> dt.date | None:
    name = found["feast"].lower()

    def in_year(year: int) -> dt.date:
        if name == "easter":
            return easter(year)
        return dt.date(year, 12, 25) if name.endswith("mas") else dt.date(year, 1, 1)

    if found["year"]:
        return in_year(int(found["year"]))
    this_year = in_year(today.year)
    return this_year if this_year >= today else in_year(today.year + 1)


def _quarter(found: re.Match[str], today: dt.date) -> dt.date | None:
    month = 3 + 3 * int(found["quarter"])  # the fourth ends with month 15, in March
    if not found["year"]:
        return _end_of(month if month <= 12 else month - 12, None, today)
    return end_of_month(_year(found["year"]), month)


def _soon(found: re.Match[str], today: dt.date) -> dt.date | None:
    later = 1 if (found["which"] or "").lower() == "next" else 0
    if found["unit"].lower() == "month":
        return end_of_month(today.year, today.month + later)
    return today + dt.timedelta(days=6 - today.weekday() + 7 * later)


def _weekday(found: re.Match[str], today: dt.date) -> dt.date | None:
    ahead = _DAYS.index(found["weekday"].lower()) - today.weekday()
    return today + dt.timedelta(days=ahead % 7)


def _month_number(name: str) -> int:
    return next(number for month, number in MONTHS.items() if month.startswith(name[:3].lower()))


def _year(figures: str) -> int:
    """Read a year of two or four figures; of two, as in every date."""
    first = read_day(f"1/1/{figures}") if len(figures) == 2 else None
    return first.year if first else int(figures)


_KINDS = (
    (_FULL, _full),
    (_DAY_OF_MONTH, _day_of_month),
    (_MONTH_ONLY, _month_only),
    (_SEASON, _season),
    (_YEAR_END, _year_end),
    (_FEAST, _feast),
    (_QUARTER, _quarter),
    (_AFTER, _after),
    (_SOON, _soon),
    (_WEEKDAY, _weekday),
)
