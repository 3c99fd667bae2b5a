"""One number as it is typed: its date, its value, or why it cannot be."""

import datetime as dt
import re

from qi_lib.model import Frequency, Observation
from qi_lib.tables.amounts import Amount, Suppressed, read_amount
from qi_lib.tables.frequencies import period_after
from qi_lib.tables.kept_back import kept_back_text, note_of_kept_back
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
    is_first: bool = False,
    is_several: bool = False,
) -> Observation:
    """Read `entry.value`, and with parts `entry.whole`; raises `WrongEntry`.

    Without a `day` it is that of `entry.when`. Several values stand below one another, or with
    spaces between. `9/15` and `9 of 15` are a part of a whole, which the first number of a measure
    may be; `<5` is kept as it is.
    """
    when = day or read_day(typed, "entry.when", "Pick a date for this number.")
    if when > today:
        raise WrongEntry("entry.when", f"{say_day(when)} is still to come. Is the date right?")
    if is_several and not has_parts:
        return Observation(when=when, values=_read_several(typed.get("entry.value", "")))
    text = " ".join(typed.get("entry.value", "").split())
    amount = read_amount(text)
    if isinstance(amount, Suppressed):
        return Observation(when=when, note=note_of_kept_back(text))
    if isinstance(amount, Amount) and amount.out_of is not None:
        _check_fraction(text, typed, may_have_parts=has_parts or is_first)
        return Observation(when=when, numerator=amount.value, denominator=amount.out_of)
    value = read_typed_number(typed, "entry.value")
    if not has_parts:
        return Observation(when=when, value=value)
    whole = read_typed_number(typed, "entry.whole")
    if value < 0 or whole < 0:
        raise WrongEntry("entry.value", "A part of a whole cannot be below zero.")
    if value > whole:
        raise WrongEntry("entry.value", f"{value:g} out of {whole:g}: the part is the larger one.")
    return Observation(when=when, numerator=value, denominator=whole)


def _check_fraction(text: str, typed: dict[str, str], *, may_have_parts: bool) -> None:
    """Refuse 9/15 where the other numbers are out of nothing, or another whole stands beside it."""
    if not may_have_parts:
        raise WrongEntry(
            "entry.value",
            f"“{text}” is out of something, and the other numbers are not. Type one number.",
        )
    if typed.get("entry.whole", "").strip():
        raise WrongEntry(
            "entry.value", f"“{text}” says out of how many already. Empty the other box."
        )


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
    if observation.value is None:
        text = kept_back_text(observation)
        return f"{text}, kept back" if text else "no number"
    return f"{observation.value:,.10g}"
