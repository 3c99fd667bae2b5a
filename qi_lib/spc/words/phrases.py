"""The turns of phrase that sentences and labels share: where, how long, how much."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qi_lib.spc.numbers_in_words import (
    count_in_words,
    decimals_for,
    exact_decimals,
    short_number,
)
from qi_lib.spc.series.series import Series

__all__ = [
    "at_place",
    "decimals",
    "decimals_in_common",
    "denominator_in_words",
    "level_in_words",
    "middle_in_words",
    "per_in_words",
    "place",
    "rate_in_words",
    "show",
    "spell",
    "spread_in_words",
    "target_in_words",
]


def show(series: Series, value: float, digits: int | None = None, *, unit: bool = True) -> str:
    """Write a value of the frame as it is shown to people; see `Chart.show`."""
    if digits is None:
        digits = decimals(series, value)
    sign = "%" if unit and series.settings.is_percent else ""
    return short_number(value * series.settings.shown, digits) + sign


def decimals(series: Series, *values: float) -> int:
    """Choose how many decimals tell these values of the frame apart."""
    shown = [value * series.settings.shown for value in values]
    return decimals_for(shown, is_percent=series.settings.is_percent)


def decimals_in_common(series: Series, *values: float) -> int | None:
    """Choose the decimals of values that are said together; None where each needs its own."""
    own = [decimals(series, value) for value in values]
    return None if max(own) - min(own) > 1 else decimals(series, *values)


def spell(series: Series, count: int, first: int | None = None, last: int | None = None) -> str:
    """Say how long so many points last: "nine months", "one week", "twelve points".

    Given the first and last of them, they are points where a period between has no value.
    """
    unit = series.interval or "point"
    if first is not None and series.absent[first + 1 : None if last is None else last + 1].any():
        unit = "point"
    return f"{count_in_words(count)} {unit}{'' if count == 1 else 's'}"


def place(series: Series, i: int) -> str:
    """Say where a point stands: "March 2025", "point 4", "Ward 3"."""
    if series.worked.axis.kind == "date":
        return _date_in_words(series.x[i], series.interval)
    if series.worked.axis.kind == "category":
        return str(series.x[i])
    return f"point {series.worked.axis.say(series.x[i])}"


def _date_in_words(when: np.datetime64, interval: str | None) -> str:
    """Write a date as precisely as the points are spaced: "March 2025" or "3 March 2025"."""
    stamp = pd.Timestamp(when)
    if interval in ("month", "quarter"):
        return f"{stamp:%B %Y}"
    if interval == "year":
        return f"{stamp:%Y}"
    day = f"{stamp.day} {stamp:%B %Y}"
    return f"{stamp:%H:%M} on {day}" if interval == "hour" else day


def at_place(series: Series, i: int) -> str:
    """Say it with its preposition: "in March 2025", "on 3 March 2025", "at point 4"."""
    where = place(series, i)
    if series.worked.axis.kind == "category":
        return f"for {where}"
    if series.worked.axis.kind == "number" or series.interval == "hour":
        return f"at {where}"
    if series.interval in ("week", "fortnight"):
        return f"in the {series.interval} of {where}"
    if series.interval == "quarter":
        return f"in the quarter from {where}"
    return f"in {where}" if series.interval in ("month", "year") else f"on {where}"


def spread_in_words(series: Series, subject: str | None) -> str:
    """Say what a chart shows that plots how far values lie apart, and not the values."""
    measure = series.settings.measure
    # What nobody named is called by its column, which is no name to be read aloud.
    is_unnamed = subject in (None, measure) and not series.settings.is_named
    named = "" if is_unnamed else subject or measure
    if named.lower().startswith(("range ", "spread ", "moving range")):
        return f"the {_inside(series, named)}"
    of = f" of {_inside(series, named)}" if named else ""
    if series.settings.kind.name == "mr":
        return f"the range{of} from one {series.interval or 'point'} to the next"
    within = "" if named else f" within each {series.interval or 'subgroup'}"
    return f"the {'spread' if series.settings.kind.name == 's' else 'range'}{of}{within}"


def _inside(series: Series, name: str) -> str:
    """Write a name inside a sentence: “minutes waited”, but “MRSA” and “Willow Ward”."""
    is_a_word = name[1:2].islower() and name != series.facet
    is_proper = any(word.istitle() for word in name.split()[1:2])
    return name[:1].lower() + name[1:] if is_a_word and not is_proper else name


def level_in_words(series: Series, value: float, digits: int | None = None) -> str:
    """Say a level with its unit and period: "8.8 a month", "74%", "41 minutes"."""
    words = show(series, value, digits)
    unit, per = series.settings.unit, series.settings.per
    if per and not series.settings.kind.is_spread:
        return f"{words} {per_in_words(per)}"
    if unit and not series.settings.is_percent:
        return f"{words} {unit}"
    return words


def rate_in_words(series: Series, value: float, digits: int | None = None) -> str:
    """Say a single value: of a rate with what it is per, of others as the number alone."""
    return f"{show(series, value, digits)} {denominator_in_words(series)}".rstrip()


def denominator_in_words(series: Series) -> str:
    """Say what a rate is per: "per 1,000 bed days"; empty where nobody named it."""
    unit, per = series.settings.unit or "", series.settings.per
    if not series.settings.is_rate:
        return ""
    return per_in_words(per) if per else unit[unit.index("per ") :] if "per " in unit else ""


def per_in_words(per: str) -> str:
    """Put the right article before a period: "a month", "an hour", "per 1,000 bed days"."""
    if per.startswith(("a ", "an ", "per ", "each ")):
        return per
    if per[:1].isdigit():
        return f"per {per}"
    return f"{'an' if per[:1] in 'aeio' or per.startswith('hour') else 'a'} {per}"


def middle_in_words(series: Series) -> str:
    """Say what the centre line is: "average", "median", or the level that was given."""
    if series.settings.centre is not None:
        return "given level"
    return series.settings.kind.centre_words


def target_in_words(series: Series, value: float) -> str:
    """Write a target of the frame as it was typed: "92.5%", never "92%"."""
    # Values are kept as fractions; what that adds lies far beyond twelve digits.
    typed = float(f"{value * series.settings.shown:.12g}")
    return show(series, value, min(exact_decimals(typed), max(4, decimals(series, value) + 2)))
