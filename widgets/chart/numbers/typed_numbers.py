"""One number as it is typed: its date, its value, or why it cannot be."""

import datetime as dt
import re

from qi_lib.model import Frequency, Observation
from qi_lib.tables.frequencies import period_after
from qi_lib.wording.dates import say_day
from widgets.chart.typed_boxes import WrongEntry, read_day, read_typed_number

__all__ = ["add_values", "next_day", "read_entry", "say_observation"]

_MOST_VALUES = 1000
_BETWEEN = re.compile(r"[\s;]+|,\s+")
# A week that ends today is over, and so is today; a month or a quarter is the one before.
_TODAY_COUNTS = dict.fromkeys((Frequency.DAY, Frequency.WEEK), dt.timedelta(days=1))


def next_day(last: dt.date | None, frequency: Frequency, *, today: dt.date) -> dt.date:
    """Give the date that the next number is most likely for, never in the future."""
    if last is not None:
        return min(period_after(last, frequency), today)
    return period_after(today, frequency, steps=-1) + _TODAY_COUNTS.get(frequency, dt.timedelta())


def read_entry(
    typed: dict[str, str],
    day: dt.date | None,
    *,
    has_parts: bool,
    today: dt.date,
    is_several: bool = False,
) -> Observation:
    """Read `entry.value`, and with parts `entry.whole`; raises `WrongEntry`.

    Without a `day` it is that of `entry.when`. Several values stand below one another, or with
    spaces between.
    """
    when = day or read_day(typed, "entry.when", "Pick a date for this number.")
    if when > today:
        raise WrongEntry("entry.when", f"{say_day(when)} is still to come. Is the date right?")
    if is_several and not has_parts:
        return Observation(when=when, values=_read_several(typed.get("entry.value", "")))
    value = read_typed_number(typed, "entry.value")
    if not has_parts:
        return Observation(when=when, value=value)
    whole = read_typed_number(typed, "entry.whole")
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
    return tuple(read_typed_number({"entry.value": word}, "entry.value") for word in words or [""])


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
