"""What a paper chart shows of a measure's numbers: the latest, their usual level, the squares."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from statistics import median

from qi_lib.charting.fitting_charts import is_percentage, ratio_factor
from qi_lib.model import Frequency, Measure, Observation

__all__ = [
    "Dot",
    "UsualLevel",
    "dots_of",
    "latest_dots",
    "say_number",
    "sign_of",
    "squares_for",
    "usual_levels",
]

_MOST_SQUARES = {Frequency.DAY: 31, Frequency.WEEK: 26}
_SQUARES = 24
_ROWS = 8


@dataclass(frozen=True, slots=True)
class UsualLevel:
    """The usual level from one date to another: as many numbers are above it as below."""

    start: dt.date
    end: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One number, at its date."""

    when: dt.date
    value: float


def usual_levels(measure: Measure, observations: Sequence[Observation]) -> tuple[UsualLevel, ...]:
    """Give the usual level of each phase of the sheet that has numbers.

    It is the median of all numbers of the phase, as in a run chart (Perla, Provost and Murray,
    BMJ Quality & Safety 2011;20:46-51), also of those that are too old for the sheet; a phase with
    one number has none.
    """
    dots = latest_dots(measure, observations)
    starts = [dt.date.min, *sorted(phase.start for phase in measure.phases)]
    levels = []
    for start, after in zip(starts, [*starts[1:], dt.date.max], strict=True):
        mine = [dot for dot in dots_of(measure, observations) if start <= dot.when < after]
        shown = [dot for dot in mine if dots and dot.when >= dots[0].when]
        if len(mine) > 1 and shown:
            value = float(median(dot.value for dot in mine))
            levels.append(UsualLevel(shown[0].when, shown[-1].when, value))
    return tuple(levels)


def dots_of(measure: Measure, observations: Sequence[Observation]) -> list[Dot]:
    """Give every number of a measure as the paper shows it, in order of date."""
    dots = []
    for one in observations:
        if one.value is not None:
            dots.append(Dot(one.when, one.value))
        elif one.numerator is not None and one.denominator:
            dots.append(Dot(one.when, ratio_factor(measure) * one.numerator / one.denominator))
    return sorted(dots, key=lambda dot: dot.when)


def latest_dots(measure: Measure, observations: Sequence[Observation]) -> list[Dot]:
    """Give the latest numbers: as many as the paper has squares for."""
    return dots_of(measure, observations)[-_MOST_SQUARES.get(measure.frequency, _SQUARES) :]


def sign_of(measure: Measure, observations: Sequence[Observation]) -> str:
    """Give the sign that stands behind each number: per cent, or nothing."""
    is_ratio = any(one.numerator is not None for one in observations)
    return "%" if measure.unit == "%" or (is_ratio and is_percentage(measure)) else ""


def say_number(value: float) -> str:
    """Write a number as a person writes it on paper: whole, or with one decimal."""
    return f"{value:,.0f}" if abs(value) >= 10 or value == round(value) else f"{value:.1f}"


def squares_for(values: Sequence[float]) -> tuple[float, float, int]:
    """Give the lowest number of the paper, what a square is worth, and how many squares."""
    highest = max(values, default=float(_ROWS))
    lowest = min(values, default=0.0)
    if 0 <= lowest < 0.6 * highest or highest == lowest:
        lowest = min(lowest, 0.0)
    step = _round_step((highest - lowest) / (_ROWS - 0.5) or 1)
    low = floor(lowest / step) * step
    rows = max(2, ceil((highest - low) / step + 0.25))
    return low, step, rows + rows % 2


def _round_step(least: float) -> float:
    """Round up to 1, 2, 5, 10 …: squares that a person can count."""
    size = 10.0 ** floor(log10(least))
    return next(nice * size for nice in (1, 2, 5, 10) if nice * size >= least * (1 - 1e-9))
