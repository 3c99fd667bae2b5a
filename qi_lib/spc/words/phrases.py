"""The turns of phrase that sentences and labels share: where, how long, how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_lib.spc.numbers_in_words import count_in_words, date_in_words, exact_decimals
from qi_lib.spc.reading.points import in_words

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = [
    "at_place",
    "level_in_words",
    "middle_in_words",
    "per_in_words",
    "place",
    "spell",
    "target_in_words",
]


def spell(chart: Chart, count: int) -> str:
    """Say how long so many points last: "nine months", "one week", "twelve points"."""
    unit = chart.interval or "point"
    return f"{count_in_words(count)} {unit}{'' if count == 1 else 's'}"


def place(chart: Chart, i: int) -> str:
    """Say where a point stands: "March 2025", "point 4", "Ward 3"."""
    if chart.worked.axis.kind == "date":
        return date_in_words(chart.x[i], chart.interval)
    if chart.worked.axis.kind == "category":
        return str(chart.x[i])
    return f"point {in_words(chart.worked.axis, chart.x[i])}"


def at_place(chart: Chart, i: int) -> str:
    """Say it with its preposition: "in March 2025", "on 3 March 2025", "at point 4"."""
    where = place(chart, i)
    if chart.worked.axis.kind == "category":
        return f"for {where}"
    if chart.worked.axis.kind == "number" or chart.interval == "hour":
        return f"at {where}"
    if chart.interval in ("week", "fortnight"):
        return f"in the {chart.interval} of {where}"
    if chart.interval == "quarter":
        return f"in the quarter from {where}"
    return f"in {where}" if chart.interval in ("month", "year") else f"on {where}"


def level_in_words(chart: Chart, value: float, decimals: int | None = None) -> str:
    """Say a level with its unit and period: "8.8 a month", "74%", "41 minutes"."""
    words = chart.show(value, decimals)
    unit, per = chart.settings.unit, chart.settings.per
    if per:
        return f"{words} {per_in_words(per)}"
    if unit and not chart.settings.is_percent:
        return f"{words} {unit}"
    return words


def per_in_words(per: str) -> str:
    """Put the right article before a period: "a month", "an hour", "per 1,000 bed days"."""
    if per.startswith(("a ", "an ", "per ", "each ")):
        return per
    if per[:1].isdigit():
        return f"per {per}"
    return f"{'an' if per[:1] in 'aeio' or per.startswith('hour') else 'a'} {per}"


def middle_in_words(chart: Chart) -> str:
    """Say what the centre line is: "average", "median", or the level that was given."""
    if chart.settings.centre is not None:
        return "given level"
    return chart.settings.kind.centre_words


def target_in_words(chart: Chart, value: float) -> str:
    """Write a target of the frame as it was typed: "92.5%", never "92%"."""
    # Values are kept as fractions; what that adds lies far beyond twelve digits.
    typed = float(f"{value * chart.settings.shown:.12g}")
    return chart.show(value, min(exact_decimals(typed), max(4, chart.decimals(value) + 2)))
