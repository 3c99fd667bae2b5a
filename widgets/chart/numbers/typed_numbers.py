"""One number as it is typed: its date, its value, or why it cannot be."""

import datetime as dt
import re

from qi_lib.charting.collection_periods import period_after
from qi_lib.errors import Refused
from qi_lib.model import Frequency, Observation
from qi_lib.tables.cells import read_number
from qi_lib.wording.dates import say_day

__all__ = [
    "WrongEntry",
    "add_values",
    "next_day",
    "read_entry",
    "read_typed",
    "say_observation",
]

_MOST_VALUES = 1000
# A week that ends today is over, and so is today; a month or a quarter is the one before.
_BETWEEN = re.compile(r"[\s;]+|,\s+")
_TODAY_COUNTS = dict.fromkeys((Frequency.DAY, Frequency.WEEK), dt.timedelta(days=1))


class WrongEntry(Refused):
    """What was typed in one of the boxes cannot be used; `field` names the box."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def next_day(last: dt.date | None, frequency: Frequency, *, today: dt.date) -> dt.date:
    """Give the date that the next number is most likely for, never in the future."""
    if last is not None:
        return min(period_after(last, frequency), today)
    return period_after(today, frequency, steps=-1) + _TODAY_COUNTS.get(frequency, dt.timedelta())


def read_entry(
    typed: dict[str, str], *, has_parts: bool, today: dt.date, is_several: bool = False
) -> Observation:
    """Read `entry.when` and `entry.value`, and with parts `entry.whole`; raises `WrongEntry`.

    Several values stand below one another, or with spaces between.
    """
    try:
        when = dt.date.fromisoformat(typed.get("entry.when", ""))
    except ValueError:
        raise WrongEntry("entry.when", "Pick a date for this number.") from None
    if when > today:
        raise WrongEntry("entry.when", f"{say_day(when)} is still to come. Is the date right?")
    if is_several and not has_parts:
        return Observation(when=when, values=_read_several(typed.get("entry.value", "")))
    value = read_typed(typed, "entry.value")
    if not has_parts:
        return Observation(when=when, value=value)
    whole = read_typed(typed, "entry.whole")
    if value < 0 or whole < 0:
        raise WrongEntry("entry.value", "A part of a whole cannot be below zero.")
    if value > whole:
        raise WrongEntry("entry.value", f"{value:g} out of {whole:g}: the part is the larger one.")
    return Observation(when=when, numerator=value, denominator=whole)


def _read_several(text: str) -> tuple[float, ...]:
    words = [word for word in _BETWEEN.split(text.strip()) if word]
    if len(words) > _MOST_VALUES:
        raise WrongEntry(
            "entry.value", f"That is {len(words):,} numbers. A date takes {_MOST_VALUES:,}."
        )
    return tuple(read_typed({"entry.value": word}, "entry.value") for word in words or [""])


def read_typed(typed: dict[str, str], field: str) -> float:
    """Read a number from a box; raises `WrongEntry`."""
    text = typed.get(field, "").strip()
    if not text:
        raise WrongEntry(field, "Type a number first.")
    number = read_number(text)
    if number is None:
        raise WrongEntry(field, f"“{text[:30]}” is not a number. Use figures, such as 7 or 7.5.")
    return number


def add_values(before: Observation, more: Observation) -> Observation:
    """Add what was typed to the values that a date has."""
    typed = more.values or ((more.value,) if more.value is not None else ())
    return Observation(when=before.when, values=(*before.values, *typed))


def say_observation(observation: Observation) -> str:
    """Write an observation as a person would say it: 7, or 12 out of 15."""
    if observation.numerator is not None and observation.denominator is not None:
        return f"{observation.numerator:,.10g} out of {observation.denominator:,.10g}"
    if len(observation.values) > 1:
        return f"{observation.value:,.4g}, the average of {len(observation.values)}"
    return "no number" if observation.value is None else f"{observation.value:,.10g}"
