"""Read a table as a person chose: observations, what was left out, and what to know of the rest."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from qi_lib.model import Observation
from qi_lib.tables.finding.table import Table
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.period_patterns import Grain
from qi_lib.tables.reading.choices import Choices, SameDate
from qi_lib.tables.reading.columns import columns_of
from qi_lib.tables.reading.dated_rows import DatedRows, date_rows
from qi_lib.tables.reading.gathering import Gathered, gather
from qi_lib.tables.reading.telling import say_left_out, say_notes
from qi_lib.tables.reading.values import Values, read_values, time_unit

__all__ = ["Reading", "Shape", "read"]

Shape = Literal["count", "value", "share", "rate", "time"]
_USUAL_PER = 1000
_FEWEST = 3
_STEPS: dict[range, Grain] = {
    range(7, 8): "week",
    range(28, 32): "month",
    range(89, 93): "quarter",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a table.

    `left_out` says which rows do not count and why, `notes` what was read otherwise than written;
    `shape` is what each number is, `unit` in what, `per` to how many wholes a rate refers, and
    `grain` the period of each.
    `dated`, `values` and `gathered` are how it came about, for questions about single rows.
    """

    observations: list[Observation]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    shape: Shape
    unit: str
    per: int
    grain: Grain
    dated: DatedRows
    values: Values
    gathered: Gathered

    @property
    def same_dates(self) -> list[dt.date]:
        """The dates that several rows have."""
        return [day for day, points in self.gathered.points.items() if len(points) > 1]


def read(table: Table, choices: Choices) -> Reading:
    """Read a table.

    Args:
        table: a table of a sheet, as `find_tables` gives it.
        choices: how; those that `propose` completes. `when` must be there.

    Returns:
        The observations in order of date, and what a person should know about the rest.
    """
    columns = columns_of(table)
    dated = date_rows(table, choices)
    values = read_values(columns, choices, dated)
    is_rate = bool(choices.out_of) and sounds(choices.out_of or "", "exposure")
    gathered = gather(choices, dated, values, is_rate=is_rate)
    shape = _shape(values, choices.same_date, is_rate=is_rate)
    return Reading(
        observations=gathered.observations,
        left_out=tuple(say_left_out(table, choices, dated, values, gathered)),
        notes=tuple(say_notes(table, choices, dated, values, gathered)),
        shape=shape,
        unit="%" if values.is_percent else time_unit(columns, choices) if values.is_time else "",
        per=_USUAL_PER if shape == "rate" else 1,
        grain=choices.every or _grain(gathered.observations, dated.grain),
        dated=dated,
        values=values,
        gathered=gathered,
    )


def _grain(observations: list[Observation], written: Grain) -> Grain:
    """Say what the steps between dates are: days that are always the first are months."""
    steps = [(later.when - first.when).days for first, later in pairwise(observations)]
    if written != "day" or len(steps) < _FEWEST:
        return written
    usual = median(steps)
    return next((grain for days, grain in _STEPS.items() if usual in days), "day")


def _shape(values: Values, same_date: SameDate | None, *, is_rate: bool) -> Shape:
    if same_date == "share" or any(whole is not None for whole in values.wholes):
        return "rate" if is_rate else "share"
    if values.is_time:
        return "time"
    if values.are_counts:
        return "count"
    are_whole = all(value >= 0 and value == int(value) for value in values.values)
    return "count" if are_whole and not values.is_percent else "value"
