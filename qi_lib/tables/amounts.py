"""Read a cell as a number, in the many ways in which wards write one."""

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from qi_lib.tables.cells import Cell, Percent, is_blank

__all__ = ["Amount", "FoundAmount", "Suppressed", "Unclear", "is_not_counted", "read_amount"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number; `out_of` where the cell says so too, `aside` what else stood beside it.

    A percentage is 84.5, not 0.845; a time is in hours.
    """

    value: float
    out_of: float | None = None
    is_percent: bool = False
    is_time: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A number kept back: all that is known is that it is low (`<5`) or high (`>60`)."""

    is_low: bool


@dataclass(frozen=True, slots=True)
class Unclear:
    """Text that a person must read: `likely` is what it may mean, empty when nobody can say."""

    likely: str = ""


FoundAmount = Amount | Suppressed | Unclear | None

_NOT_COUNTED = {
    "#div/0!", "#name?", "#null!", "#num!", "#ref!", "#value!", "--", "---", "?", "??",
    "awaited", "awaiting", "awaiting data", "blank", "closed", "data missing",
    "did not audit", "err:502", "n.a.", "n.k.", "n/d", "n/k", "n/r", "nd", "nk", "no audit",
    "no data", "no data collected", "no figures", "no patients audited", "no return",
    "no sample", "none recorded", "not applicable", "not audited", "not available",
    "not collected", "not completed", "not counted", "not done", "not known", "not submitted",
    "not yet available", "nothing recorded", "nr", "pending", "tba", "tbc", "tbd",
    "unavailable", "unknown", "ward closed",
}  # fmt: skip
_ZERO = re.compile(
    r"(?:nil|zero|none|nought|naught|no (?:falls?|ulcers?|incidents?|cases?|events?|harms?|errors?"
    r"|breach(?:es)?|infections?|complaints?|deaths?|damage))"
    r"(?: (?:return|reported|this (?:week|month)))?",
    re.IGNORECASE,
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)"
_NUMBER = rf"(?:{_DIGITS}(?:\.\d*)?|\.\d+)(?:e[-+]?\d{{1,2}})?"
_PLAIN = re.compile(
    rf"(?:n ?= ?)?(?P<sign>[-+]?)[£$€]? ?(?P<sign2>-?)(?P<n>{_NUMBER})(?P<after>-?)", re.I
)
_BRACKETS = re.compile(rf"[£$€]? ?\( ?[£$€]? ?(?P<n>{_NUMBER}) ?\)", re.I)
_PERCENT = re.compile(rf"(?P<sign>-?)(?P<n>{_NUMBER}) ?(?:%|per ?cent|pc)", re.I)
_PARTS = re.compile(
    rf"(?:{_NUMBER} ?% ?)?\(?(?P<part>{_DIGITS}) ?(?:/|of|out of|from) ?(?P<whole>{_DIGITS})\)?"
    rf"(?: ?[\[(=-]? ?{_NUMBER} ?%[\])]?)?",
    re.I,
)
_LOW = re.compile(
    rf"(?:<|≤|<=|less than|fewer than|under|below) ?=? ?{_NUMBER} ?%?"
    r"|[*]+|\[?c\]?|suppressed|supp\.?",
    re.I,
)
_HIGH = re.compile(rf"(?:>|≥|>=|more than|over|above) ?=? ?{_NUMBER} ?%?|{_NUMBER} ?\+", re.I)
_CLOCK = re.compile(r"(?P<h>\d{1,4}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?")
_UNITS = (
    rf"(?:(?P<d>{_NUMBER}) ?(?:d|days?))? ?(?:(?P<h>{_NUMBER}) ?(?:h|hrs?|hours?))? ?"
    rf"(?:(?P<m>{_NUMBER}) ?(?:m|mins?|minutes?))?"
)
_SPELLED_TIME = re.compile(_UNITS, re.I)
_HOURS = {"d": 24.0, "h": 1.0, "m": 1 / 60, "s": 1 / 3600}
_NOTED = re.compile(r"(?P<number>.*?\S) ?(?P<aside>[(\[][^()\[\]]*[)\]]|[*†‡§^#]+)")
_NAMED = re.compile(rf"(?P<number>[-£$€]?{_NUMBER}) (?P<aside>[a-z]{{2,20}})", re.I)
_UNSURE = {
    "or",
    "to",
    "and",
    "ish",
    "approx",
    "est",
    "estimated",
    "about",
    "circa",
    "plus",
    "maybe",
}
_ABOUT = re.compile(
    rf"(?:~|≈|c\.? ?|ca\.? ?|circa |approx\.? ?|approximately |about |around |est\.? ?|\? ?)?"
    rf"(?P<n>{_NUMBER})(?: ?(?:\?+|-?ish|approx\.?|est\.?|estimated))?",
    re.I,
)
_MISTYPED = re.compile(r"[-\dOolI|.,]{1,9}")
_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_YEARS = range(1990, 2101)


def is_not_counted(cell: Cell) -> bool:
    """Tell whether a cell says that nothing was counted: empty, a dash, "n/a", an error."""
    return is_blank(cell) or (isinstance(cell, str) and _tidy(cell).lower() in _NOT_COUNTED)


def read_amount(cell: Cell) -> FoundAmount:
    """Read a cell as a number; `None` when nothing was counted."""
    if isinstance(cell, float):
        return _of_number(cell)
    if isinstance(cell, dt.timedelta):
        return Amount(_hours(cell.total_seconds() / 3600), is_time=True)
    if isinstance(cell, dt.time):
        return Amount(_hours(cell.hour + cell.minute / 60 + cell.second / 3600), is_time=True)
    if isinstance(cell, str) and cell.isdecimal() and len(cell) < 16:
        return Amount(float(cell))
    if is_not_counted(cell):
        return None
    if not isinstance(cell, str):
        return Unclear()
    found = _read(_tidy(cell))
    return Unclear() if isinstance(found, Amount) and not math.isfinite(found.value) else found


def _of_number(cell: float) -> FoundAmount:
    if not math.isfinite(cell):
        return None
    return (
        Amount(round(100 * cell, 9), is_percent=True) if isinstance(cell, Percent) else Amount(cell)
    )


def _tidy(text: str) -> str:
    return " ".join(text.replace("−", "-").replace("’", "'").replace("'", "").split())


def _read(text: str) -> FoundAmount:
    readers: tuple[Callable[[str], FoundAmount], ...] = (
        _zero, _spelled, _plain, _percent, _parts, _time, _suppressed, _noted, _named, _doubtful,
    )  # fmt: skip
    for reader in readers:
        found = reader(text)
        if found is not None:
            return found
    return Unclear()


def _zero(text: str) -> Amount | None:
    return Amount(0.0) if _ZERO.fullmatch(text) else None


def _spelled(text: str) -> Amount | None:
    lowered = text.lower()
    return Amount(float(_WORDS.index(lowered) + 1), aside=text) if lowered in _WORDS else None


def _plain(text: str) -> Amount | None:
    found = _BRACKETS.fullmatch(text)
    if found:
        return Amount(-_float(found["n"]))
    found = _PLAIN.fullmatch(text)
    if not found:
        return None
    is_below = "-" in (found["sign"], found["sign2"], found["after"])
    return Amount(-_float(found["n"]) if is_below else _float(found["n"]))


def _percent(text: str) -> Amount | None:
    found = _PERCENT.fullmatch(text)
    if not found:
        return None
    value = _float(found["n"])
    return Amount(-value if found["sign"] else value, is_percent=True)


def _parts(text: str) -> FoundAmount:
    found = _PARTS.fullmatch(text)
    if not found:
        return None
    part, whole = _float(found["part"]), _float(found["whole"])
    if whole in _YEARS and part <= 12:
        return None  # 04/2025 is a month
    return Amount(part, whole) if part <= whole else Unclear()


def _time(text: str) -> Amount | None:
    found = _CLOCK.fullmatch(text) or _SPELLED_TIME.fullmatch(text)
    parts = {key: value for key, value in found.groupdict().items() if value} if found else {}
    if not parts:
        return None
    return Amount(_hours(sum(_float(n) * _HOURS[unit] for unit, n in parts.items())), is_time=True)


def _suppressed(text: str) -> Suppressed | None:
    if _LOW.fullmatch(text):
        return Suppressed(is_low=True)
    return Suppressed(is_low=False) if _HIGH.fullmatch(text) else None


def _noted(text: str) -> Amount | None:
    found = _NOTED.fullmatch(text)
    inner = _read(found["number"]) if found else None
    return replace(inner, aside=found["aside"]) if found and isinstance(inner, Amount) else None


def _named(text: str) -> Amount | None:
    found = _NAMED.fullmatch(text)
    if not found or found["aside"].lower() in _UNSURE:
        return None
    inner = _plain(found["number"])
    return replace(inner, aside=found["aside"]) if inner else None


def _doubtful(text: str) -> Unclear:
    about = _ABOUT.fullmatch(text)
    if about:
        return Unclear(f"{_float(about['n']):.10g}")
    if _MISTYPED.fullmatch(text):
        fixed = re.sub(r"[Oo]", "0", re.sub(r"[lI|]", "1", text))
        plain = _plain(fixed)
        return Unclear(f"{plain.value:.10g}") if plain and fixed != text else Unclear()
    return Unclear()


def _float(text: str) -> float:
    return float(text.replace(",", "").replace(" ", ""))


def _hours(hours: float) -> float:
    return round(hours, 9)
