"""Gather the numbers of rows into one observation for each date."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from qi_lib.model import Frequency, Observation
from qi_lib.tables.frequencies import period_after, period_of
from qi_lib.tables.kept_back import note_of_kept_back, note_of_sum
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.dated_rows import DatedRows
from qi_lib.tables.reading.values import Values

__all__ = ["MOST_VALUES", "Gathered", "Point", "gather", "partial_ends"]

MOST_VALUES = 1000
_GAPS = 3


@dataclass(frozen=True, slots=True)
class Point:
    """The number of one row."""

    row: int
    value: float
    whole: float | None = None


@dataclass(slots=True)
class Gathered:
    """The observations, in order of date, and the rows that do not go into one."""

    observations: list[Observation] = field(default_factory=list)
    points: dict[dt.date, list[Point]] = field(default_factory=dict)
    dropped: dict[dt.date, list[Point]] = field(default_factory=dict)
    averaged: list[dt.date] = field(default_factory=list)
    too_large: list[Point] = field(default_factory=list)
    negative: list[Point] = field(default_factory=list)
    without_whole: list[Point] = field(default_factory=list)
    zero_wholes: list[Point] = field(default_factory=list)


def gather(choices: Choices, dated: DatedRows, values: Values, *, is_rate: bool) -> Gathered:
    """Make the observation of each date, or of each week or month that `every` names."""
    found = Gathered()
    has_wholes = any(whole is not None for whole in values.wholes)
    for at, value, whole in zip(values.at, values.values, values.wholes, strict=True):
        point = Point(dated.rows[at], value, whole)
        if not has_wholes or _fits(point, found, is_rate=is_rate):
            day = dated.days[at]
            when = period_of(day, Frequency(choices.every)) if choices.every else day
            found.points.setdefault(when, []).append(point)
    if choices.every and values.are_counts:
        _fill_with_nothing(found.points, Frequency(choices.every))
        if choices.ends == "out":
            for when in partial_ends(dated.days, Frequency(choices.every)):
                found.points.pop(when, None)
    kept_back = _kept_back_by_date(choices, dated, values)
    for day in sorted({**found.points, **kept_back}):
        if day not in found.points:
            note = note_of_kept_back(kept_back[day])
            found.observations.append(Observation(when=day, note=note))
            continue
        observation = _observe(day, found, choices, has_wholes=has_wholes)
        if day in kept_back and choices.same_date == "sum":
            observation = observation.model_copy(update={"note": note_of_sum(kept_back[day])})
        found.observations.append(observation)
    return found


def _kept_back_by_date(choices: Choices, dated: DatedRows, values: Values) -> dict[dt.date, str]:
    """Give what stands where the number of a date, or one of its numbers, was kept back."""
    texts: dict[dt.date, str] = {}
    for at, text in values.kept_back:
        day = dated.days[at]
        texts.setdefault(period_of(day, Frequency(choices.every)) if choices.every else day, text)
    return texts


def _fits(point: Point, found: Gathered, *, is_rate: bool) -> bool:
    """Tell whether a part fits into its whole; keep aside what does not."""
    if point.whole is None:
        found.without_whole.append(point)
        return False
    if point.value < 0 or point.whole < 0:
        found.negative.append(point)
        return False
    if point.value > point.whole and not (is_rate and point.whole):
        found.too_large.append(point)
        return False
    if point.whole == 0:
        found.zero_wholes.append(point)
    return True


def _fill_with_nothing(points: dict[dt.date, list[Point]], every: Frequency) -> None:
    """Count 0 in the weeks and months between, in which nothing happened."""
    for day in list(_between(points, every)):
        points.setdefault(day, [])


def partial_ends(days: Sequence[dt.date], every: Frequency) -> list[dt.date]:
    """Give the first and the last period where a list seems to begin or end within it.

    It does where its first (or last) case lies more than three usual gaps inside the period: by
    chance alone that comes once in twenty (the exponential law of the gaps between rare events).
    """
    if not days or every is Frequency.DAY:
        return []
    first, last = min(days), max(days)
    usual = max((last - first).days / max(len(days) - 1, 1), 1 / 3)
    begins, ends = period_of(first, every), period_of(last, every)
    partial = []
    if (first - begins).days > _GAPS * usual:
        partial.append(begins)
    if (period_after(ends, every) - last).days - 1 > _GAPS * usual:
        partial.append(ends)
    return list(dict.fromkeys(partial))


def _between(points: dict[dt.date, list[Point]], every: Frequency) -> Iterator[dt.date]:
    if not points:
        return
    day, last = min(points), max(points)
    while day < last:
        yield day
        day = period_after(day, every)


def _observe(day: dt.date, found: Gathered, choices: Choices, *, has_wholes: bool) -> Observation:
    points = found.points[day]
    if choices.same_date == "all" and not has_wholes:
        return _several(day, points, found)
    if choices.same_date == "share" and not has_wholes:
        yes = sum(point.value for point in points)
        return Observation(when=day, numerator=yes, denominator=float(len(points)))
    if len(points) > 1 and choices.same_date != "sum":
        found.dropped[day] = points[1:] if choices.same_date == "first" else points[:-1]
        points = points[:1] if choices.same_date == "first" else points[-1:]
    value = sum(point.value for point in points)
    if not has_wholes:
        return Observation(when=day, value=round(value, 9))
    whole = sum(point.whole or 0.0 for point in points)
    return Observation(
        when=day, numerator=whole - value if choices.is_rest else value, denominator=whole
    )


def _several(day: dt.date, points: list[Point], found: Gathered) -> Observation:
    if len(points) > MOST_VALUES:
        found.averaged.append(day)
        return Observation(when=day, value=fmean(point.value for point in points))
    return Observation(when=day, values=tuple(point.value for point in points))
